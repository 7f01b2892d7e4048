package io.galopin.engine;

import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Option;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes into the journal what happens on one connection. */
final class Recorder {

  private static final Option<Duration> TEXT =
      Option.duration("delay", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(1), "");

  private final Journal journal;
  private final String proxy;
  private final long connection;

  Recorder(Journal journal, String proxy, long connection) {
    this.journal = journal;
    this.proxy = proxy;
    this.connection = connection;
  }

  /** A behavior did this to an exchange. */
  void fault(Direction direction, ActiveExchange exchange, String decision) {
    Choice choice = exchange.choice();
    write(
        Journal.Origin.INJECTED,
        direction,
        exchange,
        choice == null ? "" : choice.plugin(),
        decision);
  }

  /** A behavior has an exchange wait, if it does. */
  void delay(Direction direction, ActiveExchange exchange, Decision decision) {
    if (!decision.delay().isZero()) {
      fault(direction, exchange, "delay " + TEXT.text(decision.delay()));
    }
  }

  /** A toxic begins or ends to act on a link. */
  void toxic(Direction direction, String name, String what) {
    journal.write(Journal.Origin.INJECTED, proxy, connection, 0, direction, name, what, "");
  }

  /** The network, a peer or a limit did this. */
  void network(Direction direction, @Nullable ActiveExchange exchange, String what) {
    write(Journal.Origin.NETWORK, direction, exchange, "", what);
  }

  private void write(
      Journal.Origin origin,
      Direction direction,
      @Nullable ActiveExchange exchange,
      String plugin,
      String decision) {
    journal.write(
        origin,
        proxy,
        connection,
        exchange == null ? 0 : exchange.ordinal(),
        direction,
        plugin,
        decision,
        exchange == null ? "" : exchange.request().label());
  }
}
