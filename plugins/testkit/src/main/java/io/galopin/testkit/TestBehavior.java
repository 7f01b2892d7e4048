package io.galopin.testkit;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Level;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Acts on the exchanges of a {@link TestSession} as its test demands. */
final class TestBehavior implements Behavior {

  static final String NAME = "under-test";

  /** How long requests wait while they must not be settled. */
  static final Duration HELD = Duration.ofHours(1);

  /** Acts on payload, but changes nothing that occurs in tests. */
  private static final Decision TO_PAYLOAD =
      Decision.act(new Action.Truncate(Long.MAX_VALUE - 1, Action.End.CLOSE));

  /**
   * The failure of some requests.
   *
   * @param labels selects requests by label
   */
  record Fault(Failure failure, Predicate<String> labels) {
    private static final Fault NONE = new Fault(Failure.ERROR, label -> false);
  }

  private final Supplier<String> newestLabel;
  private final Map<Long, String> labels = new HashMap<>();
  private final boolean payloadMatters;
  private Fault fault = Fault.NONE;
  private Fault faultAtReply = Fault.NONE;
  private boolean settled = true;

  /**
   * Lets all exchanges pass at first.
   *
   * @param newestLabel returns the label of the request whose head was cut last
   * @param payloadMatters whether to act on the payload of replies
   */
  TestBehavior(Supplier<String> newestLabel, boolean payloadMatters) {
    this.newestLabel = newestLabel;
    this.payloadMatters = payloadMatters;
  }

  /** Returns the rules that fail the opening of a connection. */
  static RuleSet failingOpening(ProtocolFactory protocol, Failure with) {
    Behavior fails =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.fail(with);
          }
        };
    Level level = protocol.isLayer() ? new Level(1, protocol.name()) : Level.PROTOCOL;
    Condition opening = Condition.is(new Term(OwnAttributes.OPENING, "", level));
    Mix mix = Mix.of(Map.of(NAME, BigDecimal.valueOf(100)), same -> fails);
    return new RuleSet(List.of(new Rule(NAME, opening, Trigger.ALWAYS, mix, false, true)));
  }

  void fault(Fault changed) {
    fault = changed;
  }

  void faultAtReply(Fault changed) {
    faultAtReply = changed;
  }

  void settled(boolean changed) {
    settled = changed;
  }

  @Override
  public Decision onBeforeHandle(Exchange exchange) {
    String label = newestLabel.get();
    labels.put(exchange.ordinal(), label);
    Decision decision =
        fault.labels().test(label)
            ? Decision.fail(fault.failure())
            : payloadMatters ? TO_PAYLOAD : Decision.pass();
    return settled ? decision : decision.delayedBy(HELD);
  }

  @Override
  public Decision onAfterHandle(Exchange exchange) {
    return faultAtReply.labels().test(labels.get(exchange.ordinal()))
        ? Decision.fail(faultAtReply.failure())
        : Decision.pass();
  }
}
