package io.galopin.testkit.sockets;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Notes each exchange, and asks a function what to do before its request goes on. */
public final class Watching implements Behavior {

  private final Collection<String> requests = new ConcurrentLinkedQueue<>();
  private final Function<Exchange, Decision> decisions;

  /** The function is called on event loops. */
  public Watching(Function<Exchange, Decision> decisions) {
    this.decisions = decisions;
  }

  /** Returns the journal's labels of the requests so far; it grows as they come. */
  public Collection<String> requests() {
    return requests;
  }

  @Override
  public Decision onBeforeHandle(Exchange exchange) {
    requests.add(exchange.label());
    return decisions.apply(exchange);
  }
}
