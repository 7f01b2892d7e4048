package io.galopin.testbed;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes Awaitility look again after milliseconds, and less often the longer it waits. By default it
 * looks every 100 milliseconds, which is most of the time of a test that waits a hundred times for
 * something that takes one. For Galopin's own tests: does nothing without {@code
 * -Dgalopin.testbed.eager-polls=true}, and needs Awaitility only then.
 */
public final class EagerPolls implements BeforeAllCallback {

  private static final boolean EAGER = Boolean.getBoolean("galopin.testbed.eager-polls");
  private static final Duration FIRST = Duration.ofMillis(2);
  private static final Duration LONGEST = Duration.ofMillis(50);

  @Override
  public void beforeAll(ExtensionContext context) {
    if (EAGER) {
      Polls.makeEager();
    }
  }

  /** Apart, so that a class path without Awaitility is no error. */
  private static final class Polls {
    static void makeEager() {
      Awaitility.setDefaultPollInterval(
          IterativePollInterval.iterative(Polls::longer, FIRST));
    }

    private static Duration longer(Duration before) {
      Duration longer = before.multipliedBy(3).dividedBy(2);
      return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }
  }
}
