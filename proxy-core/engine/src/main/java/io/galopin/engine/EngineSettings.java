package io.galopin.engine;

import io.galopin.engine.socket.ProxyMeter;
import io.netty.util.internal.PlatformDependent;
import java.time.Clock;
import java.util.function.Function;

/**
 * The settings of a whole engine.
 *
 * @param seed the integer from which all draws follow
 * @param threads the number of event loops, if the engine has its own
 * @param journalEntries the number of entries that the journal keeps
 * @param clock used only for the times in the journal and of exchanges
 * @param heldPerLink how much memory delays, toxics, requests without a reply, and slow peers may
 *     use on one link, in bytes
 * @param heldInAll how much memory they may use in total, in bytes
 * @param meters returns the meter of a proxy; receives its spec with the actual listen address.
 *     Called when the proxy starts to listen and when its upstream changes
 * @param watch notified of proxies and their changes
 */
public record EngineSettings(
    long seed,
    int threads,
    int journalEntries,
    Clock clock,
    long heldPerLink,
    long heldInAll,
    Function<ProxySpec, ProxyMeter> meters,
    ProxyWatch watch) {

  private static final long HELD_PER_LINK = 64L << 20;
  private static final long HELD_IN_ALL = 512L << 20;

  /** The total limit of held memory is the JVM's direct memory divided by this. */
  private static final int PART_OF_DIRECT = 2;

  /** The limit per link is the total limit divided by this. */
  private static final int PART_OF_ALL = 4;

  /**
   * Returns settings with one event loop per core, 65,536 journal entries, the system's clock, and
   * no meters. The total limit of held memory is the JVM's maximum heap or half of its maximum
   * direct memory, whichever is less, and at most 512 MiB. The limit per link is a quarter of that,
   * and at most 64 MiB. Memory on the heap counts four times.
   */
  public static EngineSettings withSeed(long seed) {
    long direct = PlatformDependent.maxDirectMemory() / PART_OF_DIRECT;
    long inAll = Math.min(HELD_IN_ALL, Math.min(Runtime.getRuntime().maxMemory(), direct));
    return new EngineSettings(
        seed,
        Runtime.getRuntime().availableProcessors(),
        65_536,
        Clock.systemUTC(),
        Math.min(HELD_PER_LINK, inAll / PART_OF_ALL),
        inAll,
        spec -> ProxyMeter.NONE);
  }

  /** Creates settings without a watch. */
  public EngineSettings(
      long seed,
      int threads,
      int journalEntries,
      Clock clock,
      long heldPerLink,
      long heldInAll,
      Function<ProxySpec, ProxyMeter> meters) {
    this(seed, threads, journalEntries, clock, heldPerLink, heldInAll, meters, ProxyWatch.NONE);
  }

  /** Returns the same settings with another journal size. */
  public EngineSettings withJournalEntries(int entries) {
    return new EngineSettings(seed, threads, entries, clock, heldPerLink, heldInAll, meters, watch);
  }

  /** Returns the same settings with other limits of held memory, in bytes. */
  public EngineSettings withHeld(long perLink, long inAll) {
    return new EngineSettings(seed, threads, journalEntries, clock, perLink, inAll, meters, watch);
  }

  /** Returns the same settings with other meters. */
  public EngineSettings withMeters(Function<ProxySpec, ProxyMeter> changed) {
    return new EngineSettings(
        seed, threads, journalEntries, clock, heldPerLink, heldInAll, changed, watch);
  }

  /** Returns the same settings with another watch. */
  public EngineSettings withWatch(ProxyWatch changed) {
    return new EngineSettings(
        seed, threads, journalEntries, clock, heldPerLink, heldInAll, meters, changed);
  }
}
