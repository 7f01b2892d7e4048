package io.galopin.client;

import io.galopin.client.FinishedExchange.Did;
import io.galopin.client.FinishedExchange.How;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives a listener the exchanges that a server sends. */
final class RemoteFollowing implements Following {

  private static final int DIGITS_FROM_MILLIS_TO_NANOS = 6;

  private final ExchangeStream stream;
  private volatile long lost;
  private volatile Optional<String> problem = Optional.empty();

  private RemoteFollowing(
      InputStream reply, Consumer<FinishedExchange> listener, Duration silence) {
    stream = ExchangeStream.read("galopin-exchanges", reply, new Lines(listener), silence);
  }

  /**
   * Starts.
   *
   * @param reply a JSON object per line; closed at the end
   */
  static RemoteFollowing start(InputStream reply, Consumer<FinishedExchange> listener) {
    return start(reply, listener, ExchangeStream.SILENCE);
  }

  /** The same with another time after which a silent server is taken for gone. */
  static RemoteFollowing start(
      InputStream reply, Consumer<FinishedExchange> listener, Duration silence) {
    return new RemoteFollowing(reply, listener, silence);
  }

  private final class Lines implements ExchangeStream.Reader {

    private final Consumer<FinishedExchange> listener;

    Lines(Consumer<FinishedExchange> listener) {
      this.listener = listener;
    }

    @Override
    public void ended(Map<String, Object> fields) {
      listener.accept(exchange(fields));
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes it
    public void missing(long count, String why) {
      lost += count;
      if (count == 0) {
        problem = Optional.of("the server has ended it: " + why);
      }
    }

    @Override
    public void gone(String why) {
      if (problem.isEmpty()) {
        problem = Optional.of("the server has gone: " + why);
      }
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
    return stream.isOpen();
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    stream.close();
  }
}
