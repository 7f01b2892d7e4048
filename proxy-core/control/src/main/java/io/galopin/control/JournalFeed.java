package io.galopin.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.engine.Journal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One client that follows the journal by server-sent events (HTML Standard, section 9.2): each
 * entry is an event whose id is the entry's number. Where the journal has let entries go before
 * they were sent, an event {@code lost} says how many: {@code {"lost": 12}}. A comment comes when
 * there has been nothing for a while, by which both sides notice that the other has gone.
 *
 * <p>It holds nothing back: a client that reads slowly is sent nothing more until it has read, and
 * loses what the journal lets go meanwhile. On the server's event loop.
 */
final class JournalFeed {

  private static final int BATCH = 256;
  private static final long POLL_MILLIS = 100;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final JournalReader reader;
  private final long seed;
  private final long mostQuietPolls;
  private final long timer;
  private long quietPolls;

  /**
   * Begins to send.
   *
   * @param heartbeat after which time without an entry there is a comment
   */
  JournalFeed(
      Vertx vertx,
      HttpServerResponse response,
      JournalReader reader,
      long seed,
      Duration heartbeat) {
    this.vertx = vertx;
    this.response = response;
    this.reader = reader;
    this.seed = seed;
    this.mostQuietPolls = Math.max(1, heartbeat.toMillis() / POLL_MILLIS);
    response.setChunked(true).write(":\n\n");
    this.timer = vertx.setPeriodic(POLL_MILLIS, poll -> poll());
  }

  /** The number of the last entry that was sent or passed over. */
  long position() {
    return reader.last();
  }

  /** To be called when the client has gone. */
  void stop() {
    vertx.cancelTimer(timer);
  }

  private void poll() {
    if (response.closed() || response.writeQueueFull()) {
      return;
    }
    quietPolls++;
    if (reader.behind()) {
      send();
      if (reader.behind()) {
        // The rest when others have had their turn.
        vertx.runOnContext(rest -> poll());
      }
    }
    if (quietPolls >= mostQuietPolls) {
      write(":\n\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void send() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long missed = reader.missed();
    List<Journal.Entry> entries = reader.next(BATCH);
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      if (missed > 0) {
        json.writeRaw("event: lost\ndata: {\"lost\":" + missed + "}\n\n");
      }
      for (Journal.Entry entry : entries) {
        json.writeRaw("id: " + entry.number() + "\ndata: ");
        JournalJson.write(json, seed, entry);
        json.writeRaw("\n\n");
      }
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
