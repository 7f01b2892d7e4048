package io.galopin.engine.trace;

import io.galopin.engine.match.Condition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who is told of exchanges that are over. Thread-safe.
 *
 * <p>A listener is told of exchanges that begin after it was added. While there is none, exchanges
 * are not traced.
 */
public final class ExchangeListeners {

  private final Clock clock;
  private volatile List<Listening> all = List.of();

  /** Has no listeners. Exchanges begin by the system's clock. */
  public ExchangeListeners() {
    this(Clock.systemUTC());
  }

  /** Has no listeners. */
  public ExchangeListeners(Clock clock) {
    this.clock = clock;
  }

  /** Adds a listener that is told of every exchange that is over. */
  public Subscription listen(ExchangeListener listener) {
    return listen(Condition.always(), listener);
  }

  /**
   * Adds a listener that is told of exchanges for which a condition holds.
   *
   * @param when tested as that of a rule, see {@link Listening}; never holds at a proxy that does
   *     not have all of its attributes
   */
  public synchronized Subscription listen(Condition when, ExchangeListener listener) {
    Listening added = new Listening(when, listener);
    List<Listening> more = new ArrayList<>(all);
    more.add(added);
    all = List.copyOf(more);
    return () -> remove(added);
  }

  private synchronized void remove(Listening gone) {
    gone.close();
    all = all.stream().filter(each -> each != gone).toList();
  }

  /** Whether nobody listens, so that exchanges need not be traced. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns the listeners, in the order in which they were added. Each change is a new list. */
  public List<Listening> now() {
    return all;
  }

  /** Returns the clock by which exchanges begin. */
  public Clock clock() {
    return clock;
  }

  /**
   * Tells the listeners of an exchange.
   *
   * @param holds whether a listener's condition holds for it
   */
  public void publish(FinishedExchange exchange, Predicate<Condition> holds) {
    for (Listening each : all) {
      if (holds.test(each.when())) {
        each.tell(exchange);
      }
    }
  }
}
