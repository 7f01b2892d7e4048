package io.galopin.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.engine.journal.Journal;
import io.galopin.journal.JournalLine;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One client that follows the journal by server-sent events (HTML Standard, section 9.2). Each
 * entry is an event whose id is the entry's number. If the journal dropped entries before they were
 * sent, an event {@code lost} says how many: {@code {"lost": 12}}. A comment is sent after a while
 * without entries, so that both sides notice when the other has gone.
 *
 * <p>It buffers next to nothing. A client that reads slowly gets nothing more until it has read,
 * and loses what the journal drops meanwhile. A client that reads nothing for the time of a
 * heartbeat is dropped, with an event {@code dropped} that says so. Used on the server's event
 * loop.
 */
final class JournalFeed {

  private static final int BATCH = 8;

  /** Enough for one write. */
  private static final int ENOUGH_BYTES = 16 * 1024;

  /** How much may wait until the client reads, besides one write. */
  private static final int MOST_WAITING = 16 * 1024;

  /** How often to look for new entries. */
  static final long POLL_MILLIS = 100;

  /** How long a dropped client has for its last event. */
  private static final long LAST_WORDS_MILLIS = 5_000;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final JournalReader reader;
  private final long seed;
  private final long mostQuietPolls;
  private long quietPolls;
  private long stuckPolls;
  private boolean dropped;

  /**
   * Starts to send.
   *
   * @param heartbeat how long to wait for an entry before a comment is sent, and how long a client
   *     may read nothing although there is something
   */
  JournalFeed(
      Vertx vertx, HttpServerRequest request, JournalReader reader, long seed, Duration heartbeat) {
    this.vertx = vertx;
    this.response = request.response();
    this.connection = request.connection();
    this.reader = reader;
    this.seed = seed;
    this.mostQuietPolls = Math.max(1, heartbeat.toMillis() / POLL_MILLIS);
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MOST_WAITING)
        .drainHandler(read -> stuckPolls = 0)
        .write(":\n\n");
  }

  /** The number of the last entry that was sent or skipped. */
  long position() {
    return reader.last();
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
      write(":\n\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * Sends some entries, if the client can take them.
   *
   * @return whether there are more, and the client can take them
   */
  boolean poll() {
    if (dropped || response.closed() || response.writeQueueFull() || !reader.behind()) {
      return false;
    }
    send();
    return reader.behind() && !response.writeQueueFull();
  }

  /** Ends the feed of a client that does not read, with an event for when it does. */
  private void drop() {
    dropped = true;
    String reason =
        "this client has read nothing for "
            + mostQuietPolls * POLL_MILLIS / 1_000
            + " s; follow again from the last id";
    response.end("event: dropped\ndata: " + Json.object().put("dropped", reason) + "\n\n");
    vertx.setTimer(LAST_WORDS_MILLIS, late -> Door.showOut(connection));
  }

  private void send() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long missed = reader.missed();
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      if (missed > 0) {
        json.writeRaw("event: lost\ndata: " + JournalLine.lost(missed) + "\n\n");
      }
      do {
        for (Journal.Entry entry : reader.next(BATCH)) {
          json.writeRaw("id: " + entry.number() + "\ndata: ");
          JournalLine.write(json, seed, entry);
          json.writeRaw("\n\n");
        }
        json.flush();
      } while (reader.behind() && out.size() < ENOUGH_BYTES);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (out.size() > 0) {
      write(out.toByteArray());
    }
  }

  private void write(byte[] events) {
    response.write(Buffer.buffer(events));
    quietPolls = 0;
  }
}
