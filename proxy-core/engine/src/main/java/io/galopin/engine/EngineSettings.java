package io.galopin.engine;

import java.time.Clock;

/**
 * What holds for a whole engine.
 *
 * @param seed the integer from which all chance follows
 * @param threads how many event loops
 * @param journalEntries how many entries the journal keeps
 * @param clock for the journal's times alone
 */
public record EngineSettings(long seed, int threads, int journalEntries, Clock clock) {

  /** One event loop per core, 65,536 journal entries, the system's clock. */
  public static EngineSettings withSeed(long seed) {
    return new EngineSettings(
        seed, Runtime.getRuntime().availableProcessors(), 65_536, Clock.systemUTC());
  }
}
