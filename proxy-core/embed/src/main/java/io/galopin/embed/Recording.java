package io.galopin.embed;

import io.galopin.api.OptionException;
import io.galopin.client.GalopinException;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Replay;
import io.galopin.journal.RecordedProxy;
import io.galopin.journal.RecordedRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What behaviors did in a run, to be done again at the same places by {@link Galopin#replay}.
 * Immutable.
 */
public final class Recording {

  private final long seed;
  private final List<Replay.Fault> faults;
  private final List<RecordedProxy> proxies;

  private Recording(long seed, List<Replay.Fault> faults, List<RecordedProxy> proxies) {
    this.seed = seed;
    this.faults = List.copyOf(faults);
    this.proxies = List.copyOf(proxies);
  }

  static Recording of(long seed, List<Journal.Entry> entries, List<RecordedProxy> proxies) {
    return new Recording(seed, RecordedRun.faults(entries), proxies);
  }

  /**
   * Reads the file that {@code galopin --journal} wrote, of several runs the last. It names the
   * protocols of the proxies that its run had from the start.
   *
   * @throws GalopinException if it cannot be read, or is none
   */
  public static Recording read(Path journal) {
    return read(journal, Map.of());
  }

  /**
   * Reads the same with proxies that came later.
   *
   * @param protocols what the proxies in it spoke, by name; {@code tcp} for those that neither this
   *     nor the file names
   * @throws GalopinException if it cannot be read, or is none
   */
  public static Recording read(Path journal, Map<String, String> protocols) {
    InstalledPlugins plugins = InstalledPlugins.ofTheClassPath();
    try (BufferedReader first = RecordedRun.open(journal);
        BufferedReader again = RecordedRun.open(journal)) {
      List<RecordedProxy> proxies =
          RecordedRun.proxies(first, journal.toString(), OptionalInt.empty());
      Map<String, String> spoken = new HashMap<>();
      proxies.forEach(proxy -> spoken.put(proxy.name(), proxy.protocol()));
      spoken.putAll(protocols);
      RecordedRun run =
          RecordedRun.read(
              again,
              journal.toString(),
              OptionalInt.empty(),
              proxy -> plugins.catalog().protocol(spoken.getOrDefault(proxy, "tcp")));
      return new Recording(run.seed(), run.faults(), proxies);
    } catch (OptionException wrong) {
      throw new GalopinException(wrong.getMessage(), wrong);
    } catch (IOException unreadable) {
      throw new GalopinException(
          journal + ": " + unreadable + " (expected: a journal of --journal)", unreadable);
    }
  }

  /** The seed of that run. */
  public long seed() {
    return seed;
  }

  /** How many faults there are. */
  public int size() {
    return faults.size();
  }

  Replay replay() {
    return new Replay(faults);
  }

  /**
   * Checks that requests of the record can be found again at a proxy.
   *
   * @throws GalopinException if another protocol is spoken there, or draws are keyed by something
   *     else
   */
  void check(ProxySpec spec, Replay replay) {
    Optional<RecordedProxy> same =
        proxies.stream().filter(proxy -> proxy.name().equals(spec.name())).findFirst();
    try {
      same.ifPresent(proxy -> proxy.check(spec));
    } catch (OptionException another) {
      throw new GalopinException(another.getMessage(), another);
    }
    if (spec.drawBy().isEmpty() && replay.needsIdentities(spec.name())) {
      throw new GalopinException(
          "proxy " + spec.name() + ": drawBy: missing (expected: what the recorded run had)");
    }
  }
}
