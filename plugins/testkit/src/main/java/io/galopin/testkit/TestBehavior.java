package io.galopin.testkit;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Does to the exchanges of a {@link TestSession} what its test says. */
final class TestBehavior implements Behavior {

  static final String NAME = "under-test";

  /** So long requests wait that are not to be settled. */
  static final Duration HELD = Duration.ofHours(1);

  /** Something that is done to payload, and changes none that a test has. */
  private static final Decision TO_PAYLOAD =
      Decision.act(new Action.Truncate(Long.MAX_VALUE - 1, Action.End.CLOSE));

  /**
   * What some requests fail with.
   *
   * @param labels those of the requests
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
   * Lets all pass, for the moment.
   *
   * @param newestLabel what the request is called whose head was cut last
   * @param payloadMatters whether something is done to the payload of replies
   */
  TestBehavior(Supplier<String> newestLabel, boolean payloadMatters) {
    this.newestLabel = newestLabel;
    this.payloadMatters = payloadMatters;
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
