package io.galopin.testkit;

import io.galopin.engine.rule.Draws;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection without sockets, for tests of behaviors: it numbers exchanges and keeps what a
 * behavior remembers between them.
 *
 * <pre>{@code
 * TestConnection connection = new TestConnection(1);
 * Decision first = behavior.onBeforeHandle(connection.nextExchange());
 * Decision second = behavior.onBeforeHandle(connection.nextExchange());
 * }</pre>
 *
 * <p>It has room for the state of one behavior: give each behavior under test a connection of its
 * own. Used by one thread alone.
 */
public final class TestConnection {

  private final long ordinal;
  private final Draws draws;
  private long exchanges;
  private @Nullable Object state;

  /** A connection of a run with seed 1. */
  public TestConnection(long ordinal) {
    this(ordinal, 1);
  }

  /**
   * A connection of a run with a seed.
   *
   * @param ordinal its place among the connections of its proxy, from 1
   * @param seed what {@link TestExchange#draw} follows from
   */
  public TestConnection(long ordinal, long seed) {
    if (ordinal < 1) {
      throw new IllegalArgumentException("ordinal: " + ordinal + " (expected: 1 or more)");
    }
    this.ordinal = ordinal;
    this.draws = Draws.of(seed, TestProxy.NAME);
  }

  /** The next exchange of this connection: a request {@code GET /} whose reply has not come. */
  public TestExchange nextExchange() {
    return exchange(++exchanges);
  }

  /** An exchange of this connection with an ordinal of the test's choice, from 1. */
  public TestExchange exchange(long exchangeOrdinal) {
    if (exchangeOrdinal < 1) {
      throw new IllegalArgumentException("ordinal: " + exchangeOrdinal + " (expected: 1 or more)");
    }
    return new TestExchange(this, exchangeOrdinal, () -> "GET /", null, true);
  }

  long ordinal() {
    return ordinal;
  }

  double draw(long exchangeOrdinal, String purpose) {
    return draws.number(ordinal, purpose, exchangeOrdinal);
  }

  @SuppressWarnings("unchecked") // one behavior asks for one type, as the class comment demands
  <T> T state(Supplier<T> initial) {
    if (state == null) {
      state = initial.get();
    }
    return (T) state;
  }
}
