package io.galopin.testkit;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Checks what every behavior must do. The test of a behavior calls {@link #check} once for each set
 * of options that makes a difference.
 */
public final class BehaviorContract {

  private static final int CONNECTIONS = 3;
  private static final int EXCHANGES = 50;
  private static final int SEEDS = 5;

  /**
   * The decision of one hook.
   *
   * @param place the hook and exchange, for error messages
   */
  private record Said(String place, Decision decision) {}

  private BehaviorContract() {}

  /**
   * Runs all checks with default options.
   *
   * @throws AssertionError with a sentence about the first check that fails
   */
  public static void check(BehaviorFactory factory) {
    check(factory, Map.of());
  }

  /**
   * Runs all checks.
   *
   * @param options as users write them
   * @throws AssertionError with a sentence about the first check that fails
   */
  public static void check(BehaviorFactory factory, Map<String, ?> options) {
    PluginRules.check(factory);
    repeatsItself(factory, options);
    neverBlocks(factory, options);
  }

  /** Checks that the same seed leads to the same decisions. */
  public static void repeatsItself(BehaviorFactory factory, Map<String, ?> options) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      long fixed = seed;
      EventLoopRules.repeatsItself(factory.name(), () -> run(create(factory, options), fixed));
    }
  }

  /** Checks that no hook blocks the event loop. */
  public static void neverBlocks(BehaviorFactory factory, Map<String, ?> options) {
    Behavior behavior = create(factory, options);
    EventLoopRules.neverBlocks(factory.name(), () -> run(behavior, 1));
  }

  private static Behavior create(BehaviorFactory factory, Map<String, ?> options) {
    return factory.create(Options.of(factory.options(), options));
  }

  /** Calls the hooks as an engine would, for some exchanges on some connections. */
  private static List<Said> run(Behavior behavior, long seed) {
    List<Said> said = new ArrayList<>();
    for (int ordinal = 1; ordinal <= CONNECTIONS; ordinal++) {
      TestConnection connection = new TestConnection(ordinal, seed);
      for (int i = 1; i <= EXCHANGES; i++) {
        TestExchange exchange = connection.nextExchange();
        String place = "connection " + ordinal + ", exchange " + i + ", ";
        if (goesOn(place + "before", () -> behavior.onBeforeHandle(exchange), said)
            && goesOn(place + "between", () -> behavior.onBetweenHandle(exchange), said)) {
          TestExchange answered = exchange.withReply("200");
          goesOn(place + "after", () -> behavior.onAfterHandle(answered), said);
        }
      }
    }
    return said;
  }

  private static boolean goesOn(String place, Supplier<Decision> hook, List<Said> said) {
    Decision decision;
    try {
      decision = hook.get();
    } catch (Throwable thrown) {
      throw new AssertionError(place + ": the hook throws (expected: a decision)", thrown);
    }
    if (decision == null) {
      throw new AssertionError(place + ": null (expected: a decision)");
    }
    said.add(new Said(place, decision));
    return switch (decision.action().kind()) {
      case PASS, REWRITE, NOTICE, HANDSHAKE, INSERT, LOSE, THROTTLE, TRUNCATE, CORRUPT -> true;
      case FAIL, BABBLE, CLOSE, RESET, HANG -> false;
    };
  }
}
