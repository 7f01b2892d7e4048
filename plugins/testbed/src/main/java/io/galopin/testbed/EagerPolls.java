package io.galopin.testbed;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes Awaitility check a condition after milliseconds, and less often the longer it waits. By
 * default it checks every 100 ms. A test that waits a hundred times for something that takes one
 * millisecond spends most of its time on that. For Galopin's own tests: does nothing without {@code
 * -Dgalopin.testbed.eager-polls=true}, and nothing without Awaitility on the class path.
 */
public final class EagerPolls implements BeforeAllCallback {

  private static final boolean EAGER =
      Boolean.getBoolean("galopin.testbed.eager-polls") && isThere("org.awaitility.Awaitility");
  private static final Duration FIRST = Duration.ofMillis(2);
  private static final Duration LONGEST = Duration.ofMillis(50);

  private static boolean isThere(String className) {
    return EagerPolls.class.getResource("/" + className.replace('.', '/') + ".class") != null;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (EAGER) {
      Polls.makeEager();
    }
  }

  /** A class of its own, so that {@link EagerPolls} loads without Awaitility. */
  private static final class Polls {
    static void makeEager() {
      Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(Polls::longer, FIRST));
    }

    private static Duration longer(Duration before) {
      Duration longer = before.multipliedBy(3).dividedBy(2);
      return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }
  }
}
