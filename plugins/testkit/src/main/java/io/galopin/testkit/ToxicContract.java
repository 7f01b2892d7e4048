package io.galopin.testkit;

import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Checks what every toxic must do. The test of a toxic calls {@link #check} once for each set of
 * options that makes a difference.
 */
public final class ToxicContract {

  private static final int SEEDS = 5;
  private static final int[] READS = {1, 100, 1_460, 65_536, 7, 262_144};
  private static final Duration STEP = Duration.ofMillis(333);

  private ToxicContract() {}

  /**
   * Runs all checks with default options.
   *
   * @throws AssertionError with a sentence about the first check that fails
   */
  public static void check(ToxicFactory factory) {
    check(factory, Map.of());
  }

  /**
   * Runs all checks.
   *
   * @param options as users write them
   * @throws AssertionError with a sentence about the first check that fails
   */
  public static void check(ToxicFactory factory, Map<String, ?> options) {
    PluginRules.check(factory);
    repeatsItself(factory, options);
    neverBlocks(factory, options);
    canBeChanged(factory, options);
  }

  /** Checks that the same seed does the same to the same bytes at the same times. */
  public static void repeatsItself(ToxicFactory factory, Map<String, ?> options) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      long fixed = seed;
      EventLoopRules.repeatsItself(factory.name(), () -> run(create(factory, options), fixed));
    }
  }

  /** Checks that no call blocks the event loop. */
  public static void neverBlocks(ToxicFactory factory, Map<String, ?> options) {
    Toxic toxic = create(factory, options);
    EventLoopRules.neverBlocks(factory.name(), () -> run(toxic, 1));
  }

  /**
   * Checks that other options may take over while bytes wait, and that the toxic may then be
   * removed. No exception may be thrown, and no bytes may wait forever.
   */
  public static void canBeChanged(ToxicFactory factory, Map<String, ?> options) {
    TestLink link = new TestLink(create(factory, options));
    link.arrive(100_000);
    link.advance(STEP);
    link.change(create(factory, options));
    link.arrive(10);
    link.advance(STEP);
    link.remove();
    link.end();
    if (link.waiting() > 0) {
      throw new AssertionError(
          factory.name() + ": " + link.waiting() + " bytes wait after its removal (expected: 0)");
    }
  }

  private static Toxic create(ToxicFactory factory, Map<String, ?> options) {
    return factory.create(Options.of(factory.options(), options));
  }

  private static List<LinkEvent> run(Toxic toxic, long seed) {
    TestLink link = new TestLink(toxic, seed);
    for (int bytes : READS) {
      link.arrive(bytes);
      link.advance(STEP);
    }
    link.end();
    link.advance(STEP);
    return link.events();
  }
}
