package io.galopin.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.galopin.api.OptionException;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Journal;
import io.galopin.engine.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The journal of a run that is over, read from its file: one object of JSON per line. Of a file
 * with several runs, the last one.
 *
 * @param seed from which its chance followed
 * @param faults what behaviors did, in order; what toxics and the network did is not among it
 * @param others how many of its entries are no faults of behaviors
 * @param lost how many entries the file says that it has not got
 * @param torn how many of its lines have no end, as when a disk is full
 * @param earlier how many runs are before it in the file
 */
public record RecordedRun(
    long seed, List<Replay.Fault> faults, int others, long lost, int torn, int earlier) {

  public RecordedRun {
    faults = List.copyOf(faults);
  }

  /**
   * Reads the lines of a journal.
   *
   * @param name for messages
   * @param protocols the protocol of each proxy of the last run, by name
   * @throws OptionException at the first line that is none of a journal's, or whose seed is another
   */
  public static RecordedRun read(
      BufferedReader lines, String name, Function<String, ProtocolFactory> protocols)
      throws IOException {
    RecordedLines read = lines(lines, name);
    List<Replay.Fault> faults = new ArrayList<>();
    read.faults().forEach((place, entry) -> faults.add(fault(entry, place, protocols)));
    return new RecordedRun(
        read.seed(), faults, read.others(), read.lost(), read.torn(), read.earlier());
  }

  /**
   * The proxies that the last run of a journal had from the start; none if it does not say that.
   *
   * @param name for messages
   * @throws OptionException at the first line that is none of a journal's, or whose seed is another
   */
  public static List<RecordedProxy> proxies(BufferedReader lines, String name) throws IOException {
    return lines(lines, name).proxies();
  }

  private static RecordedLines lines(BufferedReader lines, String name) throws IOException {
    RecordedLines read = new RecordedLines(name);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      read.add(line);
    }
    return read;
  }

  private static Replay.Fault fault(
      Config entry, String place, Function<String, ProtocolFactory> protocols) {
    try {
      String proxy = entry.getString("proxy");
      Journal.Done done =
          RecordedDecision.read(entry.getObject("done").unwrapped(), protocols.apply(proxy));
      return new Replay.Fault(
          proxy,
          new Replay.Place(entry.getLong("connection"), entry.getLong("exchange")),
          entry.hasPath("identity") ? entry.getString("identity") : "",
          entry.getString("rule"),
          entry.hasPath("rule-key") ? entry.getString("rule-key") : "",
          entry.getString("plugin"),
          entry.getString("request"),
          entry.hasPath("digest") ? entry.getString("digest") : "",
          done);
    } catch (ConfigException incomplete) {
      throw new OptionException(
          place, incomplete.getMessage(), "an entry of a journal, as --journal writes it");
    } catch (OptionException wrong) {
      throw new OptionException(place, wrong.getMessage(), "a fault as --journal writes it");
    }
  }
}
