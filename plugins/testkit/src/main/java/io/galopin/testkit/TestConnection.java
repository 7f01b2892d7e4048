package io.galopin.testkit;

import io.galopin.engine.rule.Draws;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection without sockets, for tests of behaviors. It numbers exchanges and keeps a behavior's
 * state between them.
 *
 * <pre>{@code
 * TestConnection connection = new TestConnection(1);
 * Decision first = behavior.onBeforeHandle(connection.nextExchange());
 * Decision second = behavior.onBeforeHandle(connection.nextExchange());
 * }</pre>
 *
 * <p>It holds the state of only one behavior, so use a separate connection for each behavior under
 * test. Used by one thread only.
 */
public final class TestConnection {

  private final long ordinal;
  private final Draws draws;
  private long exchanges;
  private @Nullable Object state;

  /** Creates a connection of a run with seed 1. */
  public TestConnection(long ordinal) {
    this(ordinal, 1);
  }

  /**
   * Creates a connection of a run.
   *
   * @param ordinal its place among the connections of its proxy, from 1
   * @param seed decides the results of {@link TestExchange#draw}
   */
  public TestConnection(long ordinal, long seed) {
    if (ordinal < 1) {
      throw new IllegalArgumentException("ordinal: " + ordinal + " (expected: 1 or more)");
    }
    this.ordinal = ordinal;
    this.draws = Draws.of(seed, TestProxy.NAME);
  }

  /** Returns the next exchange: a request {@code GET /} without a reply. */
  public TestExchange nextExchange() {
    return exchange(++exchanges);
  }

  /** Returns an exchange with the given ordinal, from 1; 0 is the connection's opening. */
  public TestExchange exchange(long exchangeOrdinal) {
    if (exchangeOrdinal < 0) {
      throw new IllegalArgumentException("ordinal: " + exchangeOrdinal + " (expected: 0 or more)");
    }
    return new TestExchange(this, exchangeOrdinal, () -> "GET /", null, true);
  }

  long ordinal() {
    return ordinal;
  }

  double draw(long exchangeOrdinal, String purpose) {
    return draws.number(ordinal, purpose, exchangeOrdinal);
  }

  @SuppressWarnings("unchecked") // one behavior asks for one type, see the class comment
  <T> T state(Supplier<T> initial) {
    if (state == null) {
      state = initial.get();
    }
    return (T) state;
  }
}
