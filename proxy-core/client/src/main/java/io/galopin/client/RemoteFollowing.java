package io.galopin.client;

import com.fasterxml.jackson.jr.ob.JSON;
import io.galopin.client.FinishedExchange.Did;
import io.galopin.client.FinishedExchange.How;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the exchanges that a server sends, on a thread of its own. */
final class RemoteFollowing implements Following {

  private static final int DIGITS_FROM_MILLIS_TO_NANOS = 6;

  private final InputStream reply;
  private final Consumer<FinishedExchange> listener;
  private volatile boolean open = true;
  private volatile long lost;

  private RemoteFollowing(InputStream reply, Consumer<FinishedExchange> listener) {
    this.reply = reply;
    this.listener = listener;
  }

  /**
   * Starts.
   *
   * @param reply a JSON object per line; closed at the end
   */
  static RemoteFollowing start(InputStream reply, Consumer<FinishedExchange> listener) {
    RemoteFollowing started = new RemoteFollowing(reply, listener);
    Thread thread = new Thread(started::follow, "galopin-exchanges");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  private void follow() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(reply, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null && open; line = lines.readLine()) {
        if (!line.isBlank()) {
          take(JSON.std.mapFrom(line));
        }
      }
    } catch (IOException ended) {
      // By either side.
    } finally {
      open = false;
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes it
  private void take(Map<String, Object> fields) {
    if (fields.containsKey("lost")) {
      lost += Fields.number(fields, "lost");
    } else if (fields.containsKey("exchange")) {
      listener.accept(exchange(fields));
    }
  }

  private static FinishedExchange exchange(Map<String, Object> fields) {
    return new FinishedExchange(
        Instant.parse(Fields.text(fields, "time")),
        Fields.text(fields, "proxy"),
        Fields.text(fields, "protocol"),
        Fields.number(fields, "connection"),
        Fields.text(fields, "layer"),
        Fields.number(fields, "exchange"),
        Fields.text(fields, "client"),
        Fields.text(fields, "request"),
        Fields.text(fields, "reply"),
        How.valueOf(Fields.text(fields, "how").toUpperCase(Locale.ROOT).replace('-', '_')),
        Boolean.TRUE.equals(fields.get("error")),
        time(fields, "ms").orElse(Duration.ZERO),
        time(fields, "backend-ms"),
        time(fields, "added-ms").orElse(Duration.ZERO),
        Fields.number(fields, "in"),
        Fields.number(fields, "out"),
        Fields.list(fields, "faults").stream()
            .map(
                did ->
                    new Did(
                        Fields.text(did, "rule"),
                        Fields.text(did, "behavior"),
                        Fields.text(did, "did")))
            .toList());
  }

  private static Optional<Duration> time(Map<String, Object> fields, String name) {
    return Optional.of(Fields.text(fields, name))
        .filter(text -> !text.isEmpty())
        .map(text -> new BigDecimal(text).movePointRight(DIGITS_FROM_MILLIS_TO_NANOS).longValue())
        .map(Duration::ofNanos);
  }

  @Override
  public long lost() {
    return lost;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    try {
      reply.close();
    } catch (IOException closedAlready) {
      // As wanted.
    }
  }
}
