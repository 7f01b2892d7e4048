package io.galopin.control;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/**
 * One client that follows something, such as the journal, for as long as it likes. Something empty
 * is sent after a while without entries, so that both sides notice when the other has gone.
 *
 * <p>It buffers next to nothing. A client that reads slowly gets nothing more until it has read,
 * and loses what its {@link Entries} drop meanwhile. A client that reads nothing for the time of a
 * heartbeat is dropped, with last words that say so. Used on the server's event loop.
 */
final class Feed {

  /** What a client follows. Used on the server's event loop. */
  interface Entries {

    /** Whether there is something to send. */
    boolean behind();

    /** Writes some entries, until there are none or {@code out} has about {@code enough} bytes. */
    void write(ByteArrayOutputStream out, int enough);

    /** What a client that was dropped can do: {@code follow again}. */
    String wayOut();

    /** Called once, when nobody follows any more. */
    void close();
  }

  /** Enough for one write. */
  private static final int ENOUGH_BYTES = 16 * 1024;

  /** How much may wait until the client reads, besides one write. */
  private static final int MOST_WAITING = 16 * 1024;

  /** How often to look for new entries. */
  static final long POLL_MILLIS = 50;

  /** How long a dropped client has for its last words. */
  private static final long LAST_WORDS_MILLIS = 5_000;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final Entries entries;
  private final FeedForm form;
  private final long mostQuietPolls;
  private long quietPolls;
  private long stuckPolls;
  private boolean dropped;

  /**
   * Starts to send.
   *
   * @param heartbeat how long to wait for an entry before something empty is sent, and how long a
   *     client may read nothing although there is something
   */
  Feed(Vertx vertx, HttpServerRequest request, Entries entries, FeedForm form, Duration heartbeat) {
    this.vertx = vertx;
    this.response = request.response();
    this.connection = request.connection();
    this.entries = entries;
    this.form = form;
    this.mostQuietPolls = Math.max(1, heartbeat.toMillis() / POLL_MILLIS);
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MOST_WAITING)
        .drainHandler(read -> stuckPolls = 0)
        .write(Buffer.buffer(form.nothing()));
  }

  /** Whether there is something that was not sent yet. */
  boolean behind() {
    return entries.behind();
  }

  /** Lets go of what it follows. Call it once, when the client has gone. */
  void close() {
    entries.close();
  }

  /** Call it regularly. Sends something to clients that heard nothing, or ends the feed. */
  void tick() {
    if (dropped || response.closed()) {
      return;
    }
    if (response.writeQueueFull()) {
      stuckPolls++;
      if (stuckPolls >= mostQuietPolls) {
        drop();
      }
      return;
    }
    quietPolls++;
    if (quietPolls >= mostQuietPolls) {
      write(form.nothing());
    }
  }

  /**
   * Sends some entries, if the client can take them.
   *
   * @return whether there are more, and the client can take them
   */
  boolean poll() {
    if (dropped || response.closed() || response.writeQueueFull() || !entries.behind()) {
      return false;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entries.write(out, ENOUGH_BYTES);
    if (out.size() > 0) {
      write(out.toByteArray());
    }
    return entries.behind() && !response.writeQueueFull();
  }

  /** Ends the feed of a client that does not read, with last words for when it does. */
  private void drop() {
    dropped = true;
    String reason =
        "this client has read nothing for "
            + mostQuietPolls * POLL_MILLIS / 1_000
            + " s; "
            + entries.wayOut();
    response.end(Buffer.buffer(form.dropped(reason)));
    vertx.setTimer(LAST_WORDS_MILLIS, late -> Door.showOut(connection));
  }

  private void write(byte[] some) {
    response.write(Buffer.buffer(some));
    quietPolls = 0;
  }
}
