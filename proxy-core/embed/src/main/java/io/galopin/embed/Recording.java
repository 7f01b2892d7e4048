package io.galopin.embed;

import io.galopin.api.OptionException;
import io.galopin.client.GalopinException;
import io.galopin.config.RecordedRun;
import io.galopin.engine.Journal;
import io.galopin.engine.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What behaviors did in a run, to be done again at the same places by {@link Galopin#replay}.
 * Immutable.
 */
public final class Recording {

  private final long seed;
  private final List<Replay.Fault> faults;

  private Recording(long seed, List<Replay.Fault> faults) {
    this.seed = seed;
    this.faults = List.copyOf(faults);
  }

  static Recording of(long seed, List<Journal.Entry> entries) {
    return new Recording(seed, entries.stream().flatMap(Recording::fault).toList());
  }

  private static Stream<Replay.Fault> fault(Journal.Entry entry) {
    Journal.Done done = entry.done();
    return done == null
        ? Stream.empty()
        : Stream.of(
            new Replay.Fault(
                entry.proxy(),
                new Replay.Place(entry.connection(), entry.exchange()),
                entry.identity(),
                entry.rule(),
                entry.plugin(),
                entry.request(),
                done));
  }

  /**
   * Reads the file that {@code galopin --journal} wrote.
   *
   * @param protocols what the proxies in it spoke, by name; {@code tcp} for those that are not here
   * @throws GalopinException if it cannot be read, or is none
   */
  public static Recording read(Path journal, Map<String, String> protocols) {
    InstalledPlugins plugins = InstalledPlugins.ofTheClassPath();
    try (BufferedReader lines = Files.newBufferedReader(journal)) {
      RecordedRun run =
          RecordedRun.read(
              lines,
              journal.toString(),
              proxy -> plugins.catalog().protocol(protocols.getOrDefault(proxy, "tcp")));
      return new Recording(run.seed(), run.faults());
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
}
