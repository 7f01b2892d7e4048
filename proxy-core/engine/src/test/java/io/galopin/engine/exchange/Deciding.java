package io.galopin.engine.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A behavior that decides what a test has told it to, and notes at which hooks it is asked. */
final class Deciding implements Behavior {

  /** The hooks at which it was asked, in order. */
  final List<String> asked = new ArrayList<>();

  @Nullable Decision before = Decision.pass();
  @Nullable Decision between = Decision.pass();
  @Nullable Decision after = Decision.pass();

  /** Called at each hook before it decides. */
  Consumer<Exchange> hook = exchange -> {};

  Deciding before(Decision decision) {
    before = decision;
    return this;
  }

  Deciding between(Decision decision) {
    between = decision;
    return this;
  }

  Deciding after(Decision decision) {
    after = decision;
    return this;
  }

  private @Nullable Decision decide(String name, Exchange exchange, @Nullable Decision decision) {
    asked.add(name);
    hook.accept(exchange);
    return decision;
  }

  @Override
  public @Nullable Decision onBeforeHandle(Exchange exchange) {
    return decide("before", exchange, before);
  }

  @Override
  public @Nullable Decision onBetweenHandle(Exchange exchange) {
    return decide("between", exchange, between);
  }

  @Override
  public @Nullable Decision onAfterHandle(Exchange exchange) {
    return decide("after", exchange, after);
  }
}
