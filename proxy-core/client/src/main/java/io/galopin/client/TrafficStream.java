package io.galopin.client;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads the stream of a server's exchanges, on a thread of its own. */
final class TrafficStream {

  private static final List<String> BROKEN = List.of("unanswered", "cut");
  private static final String NO_REPLY = "no-reply-expected";
  private static final double NANOS = 1e6;

  private final InputStream in;
  private final TrafficListener listener;
  private volatile boolean closed;

  private TrafficStream(InputStream in, TrafficListener listener) {
    this.in = in;
    this.listener = listener;
  }

  /** Reads a stream of lines until undone. */
  static Undo read(InputStream in, TrafficListener listener) {
    TrafficStream stream = new TrafficStream(in, listener);
    Thread thread = new Thread(stream::read, "galopin-traffic");
    thread.setDaemon(true);
    thread.start();
    return Undo.with(stream::close);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // Empty lines show that the server is still there.
        if (!line.isBlank()) {
          tell(JSON.std.mapFrom(line));
        }
      }
      end("its stream has ended");
    } catch (IOException broken) {
      end(String.valueOf(broken.getMessage()));
    }
  }

  private void end(String why) {
    if (!closed) {
      listener.lost(why);
    }
  }

  private void tell(Map<String, Object> fields) {
    if (fields.get("lost") instanceof Number count) {
      listener.lost(count + " came too fast");
    } else if (fields.containsKey("dropped")) {
      listener.lost(Fields.text(fields, "dropped"));
    } else {
      String how = Fields.text(fields, "how");
      boolean measured = !how.equals(NO_REPLY) && fields.get("ms") instanceof Number;
      double millis = measured ? ((Number) fields.get("ms")).doubleValue() : -1;
      boolean failed = Boolean.TRUE.equals(fields.get("error")) || BROKEN.contains(how);
      listener.ended(measured ? Math.round(millis * NANOS) : -1, failed);
    }
  }

  private void close() {
    closed = true;
    try {
      in.close();
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
