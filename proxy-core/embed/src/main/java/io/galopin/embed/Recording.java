package io.galopin.embed;

import io.galopin.api.OptionException;
import io.galopin.client.GalopinException;
import io.galopin.engine.Engine;
import io.galopin.engine.ProtocolStack;
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
 * What behaviors did in a run. {@link Galopin#replay} does it again at the same places. Immutable.
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

  /**
   * Takes what an engine's journal has.
   *
   * @throws GalopinException if the journal no longer has all of the run
   */
  static Recording of(Engine engine, List<RecordedProxy> proxies) {
    List<Journal.Entry> entries = engine.journal().after(0, Integer.MAX_VALUE);
    // In this order, so that entries that are dropped meanwhile do not go unnoticed.
    long letGo = engine.journal().letGo();
    if (letGo > 0) {
      throw new GalopinException(
          "recording: the journal no longer has its oldest "
              + letGo
              + " entries (expected: all of the run; take it earlier, or let galopin --journal"
              + " write a file, and read that)");
    }
    return new Recording(engine.seed(), RecordedRun.faults(entries), proxies);
  }

  /**
   * Reads the last run in a file written by {@code galopin --journal}. The file names the protocols
   * of the proxies that the run had from the start.
   *
   * @throws GalopinException if the file cannot be read, or is not a journal
   */
  public static Recording read(Path journal) {
    return read(journal, Map.of());
  }

  /**
   * Reads the same, with the protocols of proxies that were created later.
   *
   * @param protocols the protocols by proxy name; {@code tcp} for proxies that neither this nor the
   *     file names
   * @throws GalopinException if the file cannot be read, or is not a journal
   */
  public static Recording read(Path journal, Map<String, String> protocols) {
    InstalledPlugins plugins = InstalledPlugins.ofTheClassPath();
    try (BufferedReader first = RecordedRun.open(journal);
        BufferedReader again = RecordedRun.open(journal)) {
      List<RecordedProxy> proxies =
          RecordedRun.proxies(first, journal.toString(), OptionalInt.empty());
      Map<String, ProtocolStack> stacks = new HashMap<>();
      protocols.forEach((name, protocol) -> stacks.put(name, stack(plugins, protocol, List.of())));
      for (RecordedProxy proxy : proxies) {
        String protocol = protocols.getOrDefault(proxy.name(), proxy.protocol());
        stacks.put(proxy.name(), stack(plugins, protocol, proxy.layers()));
      }
      RecordedRun run =
          RecordedRun.read(
              again,
              journal.toString(),
              OptionalInt.empty(),
              proxy -> stacks.computeIfAbsent(proxy, other -> stack(plugins, "tcp", List.of())));
      return new Recording(run.seed(), run.faults(), proxies);
    } catch (OptionException wrong) {
      throw new GalopinException(wrong.getMessage(), wrong);
    } catch (IOException unreadable) {
      throw new GalopinException(
          journal + ": " + unreadable + " (expected: a journal written by --journal)", unreadable);
    }
  }

  private static ProtocolStack stack(
      InstalledPlugins plugins, String protocol, List<String> layers) {
    return new ProtocolStack(
        layers.stream().map(plugins.catalog()::protocol).toList(),
        plugins.catalog().protocol(protocol));
  }

  /** The seed of the recorded run. */
  public long seed() {
    return seed;
  }

  /** How many faults were recorded. */
  public int size() {
    return faults.size();
  }

  Replay replay() {
    return new Replay(faults);
  }

  /**
   * Checks that a proxy can find the recorded requests again.
   *
   * @throws GalopinException if it has another protocol, layers, or another key for draws
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
