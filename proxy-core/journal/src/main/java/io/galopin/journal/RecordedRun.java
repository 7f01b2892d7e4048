package io.galopin.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.galopin.api.OptionException;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One run from the file of a journal, which has one JSON object per line.
 *
 * @param seed the seed of the run
 * @param faults what behaviors did, in order; without toxics and the network
 * @param others how many entries are not faults of behaviors
 * @param lost how many entries the file reports as missing
 * @param torn how many lines have no end, for example after a full disk
 * @param number which run of the file this is: 1, 2, 3 …
 * @param runs how many runs the file has
 */
public record RecordedRun(
    long seed, List<Replay.Fault> faults, int others, long lost, int torn, int number, int runs) {

  /** Replaces bytes that are not valid text. */
  private static final char NO_TEXT = '\uFFFD';

  public RecordedRun {
    faults = List.copyOf(faults);
  }

  /**
   * Opens the file of a journal. Bytes that are not text, for example where a line was torn within
   * a character, do not prevent reading the rest.
   */
  public static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8));
  }

  /**
   * Reads the lines of a journal.
   *
   * @param name for messages
   * @param run which run of the file: 1 is the first; empty for the last
   * @param stacks the protocol of each proxy of that run with what is below it, by name
   * @throws OptionException at the first line that is not one of a journal, or has another seed
   *     than the run; or if there is no such run
   */
  public static RecordedRun read(
      BufferedReader lines, String name, OptionalInt run, Function<String, ProtocolStack> stacks)
      throws IOException {
    RecordedLines all = lines(lines, name, run);
    RecordedLines.Run read = all.run();
    List<Replay.Fault> faults = new ArrayList<>();
    read.faults().forEach((place, entry) -> faults.add(fault(entry, place, stacks)));
    int number = run.orElse(all.runs());
    return new RecordedRun(
        read.seed(), faults, read.others(), read.lost(), read.torn(), number, all.runs());
  }

  /**
   * Returns the proxies that a run had from the start; empty if the journal does not say.
   *
   * @param name for messages
   * @param run which run of the file: 1 is the first; empty for the last
   * @throws OptionException as {@link #read}
   */
  public static List<RecordedProxy> proxies(BufferedReader lines, String name, OptionalInt run)
      throws IOException {
    return lines(lines, name, run).run().proxies();
  }

  private static RecordedLines lines(BufferedReader lines, String name, OptionalInt run)
      throws IOException {
    RecordedLines read = new RecordedLines(name, run);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.startsWith("{") && line.indexOf(NO_TEXT) >= 0) {
        throw new MalformedInputException(line.length());
      }
      read.add(line);
    }
    return read;
  }

  /** Returns what behaviors did, from entries in memory. */
  public static List<Replay.Fault> faults(List<Journal.Entry> entries) {
    List<Replay.Fault> faults = new ArrayList<>();
    for (Journal.Entry entry : entries) {
      Journal.Done done = entry.done();
      if (done != null) {
        faults.add(
            new Replay.Fault(
                entry.proxy(),
                new Replay.Place(entry.connection(), entry.layer(), entry.exchange()),
                entry.identity(),
                entry.rule(),
                entry.ruleKey(),
                entry.plugin(),
                entry.request(),
                entry.digest(),
                done));
      }
    }
    return faults;
  }

  private static Replay.Fault fault(
      Config entry, String place, Function<String, ProtocolStack> stacks) {
    try {
      String proxy = entry.getString(Fields.PROXY);
      String layer = entry.hasPath(Fields.LAYER) ? entry.getString(Fields.LAYER) : "";
      Journal.Done done =
          RecordedDecision.read(
              entry.getObject(Fields.DONE).unwrapped(), stacks.apply(proxy).at(layer));
      return new Replay.Fault(
          proxy,
          new Replay.Place(entry.getLong(Fields.CONNECTION), layer, entry.getLong(Fields.EXCHANGE)),
          entry.hasPath(Fields.IDENTITY) ? entry.getString(Fields.IDENTITY) : "",
          entry.getString(Fields.RULE),
          entry.hasPath(Fields.RULE_KEY) ? entry.getString(Fields.RULE_KEY) : "",
          entry.getString(Fields.PLUGIN),
          entry.getString(Fields.REQUEST),
          entry.hasPath(Fields.DIGEST) ? entry.getString(Fields.DIGEST) : "",
          done);
    } catch (ConfigException incomplete) {
      throw new OptionException(
          place, incomplete.getMessage(), "an entry of a journal, as --journal writes it");
    } catch (OptionException wrong) {
      throw new OptionException(place, wrong.getMessage(), "a fault as --journal writes it");
    }
  }
}
