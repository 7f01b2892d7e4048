package io.galopin.engine.trace;

import io.galopin.engine.match.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Who is told of exchanges that are over. Thread-safe. */
public final class ExchangeListeners {

  /** One listener; compared by identity, as the same one may be added twice. */
  private static final class Listening {
    private final Condition when;
    private final ExchangeListener listener;

    Listening(Condition when, ExchangeListener listener) {
      this.when = when;
      this.listener = listener;
    }
  }

  private volatile List<Listening> all = List.of();

  /** Adds a listener that is told of every exchange that is over. */
  public Subscription listen(ExchangeListener listener) {
    return listen(Condition.always(), listener);
  }

  /**
   * Adds a listener that is told of exchanges for which a condition holds.
   *
   * @param when holds never at a proxy whose protocol does not have all of its attributes
   */
  public synchronized Subscription listen(Condition when, ExchangeListener listener) {
    Listening added = new Listening(when, listener);
    List<Listening> more = new ArrayList<>(all);
    more.add(added);
    all = List.copyOf(more);
    return () -> remove(added);
  }

  private synchronized void remove(Listening gone) {
    all = all.stream().filter(each -> !each.equals(gone)).toList();
  }

  /** Whether nobody listens, so that exchanges need not be traced. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Tells the listeners of an exchange.
   *
   * @param holds whether a listener's condition holds for it
   */
  public void publish(FinishedExchange exchange, Predicate<Condition> holds) {
    for (Listening each : all) {
      if (holds.test(each.when)) {
        each.listener.finished(exchange);
      }
    }
  }
}
