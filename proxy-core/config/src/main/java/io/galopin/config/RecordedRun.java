package io.galopin.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.galopin.api.OptionException;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Journal;
import io.galopin.engine.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a run that is over, read from its file: one object of JSON per line.
 *
 * @param seed from which its chance followed
 * @param faults what behaviors did, in order; what toxics and the network did is not among it
 * @param others how many of its entries are no faults of behaviors
 * @param lost how many entries the file says that it has not got
 */
public record RecordedRun(long seed, List<Replay.Fault> faults, int others, long lost) {

  private static final ConfigParseOptions JSON =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

  public RecordedRun {
    faults = List.copyOf(faults);
  }

  /**
   * Reads the lines of a journal.
   *
   * @param name for messages
   * @param protocols the protocol of each proxy, by name
   * @throws OptionException at the first line that is none of a journal's, or whose seed is another
   */
  public static RecordedRun read(
      BufferedReader lines, String name, Function<String, ProtocolFactory> protocols)
      throws IOException {
    List<Replay.Fault> faults = new ArrayList<>();
    Long seed = null;
    int number = 0;
    int others = 0;
    long lost = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      String place = name + ":" + number;
      Config entry = parse(line, place);
      if (entry.hasPath("lost")) {
        lost += entry.getLong("lost");
        continue;
      }
      long its = entry.getLong("seed");
      if (seed != null && seed != its) {
        throw new OptionException(place, "seed " + its, "the seed of one run, " + seed);
      }
      seed = its;
      Replay.Fault fault = fault(entry, place, protocols);
      if (fault == null) {
        others++;
      } else {
        faults.add(fault);
      }
    }
    if (seed == null) {
      throw new OptionException("journal", name, "a file with at least one entry of a journal");
    }
    return new RecordedRun(seed, faults, others, lost);
  }

  private static Config parse(String line, String place) {
    try {
      Config entry = ConfigFactory.parseString(line, JSON);
      entry.getLong(entry.hasPath("lost") ? "lost" : "seed");
      return entry;
    } catch (ConfigException noEntry) {
      throw new OptionException(place, line, "an entry of a journal, as --journal writes it");
    }
  }

  private static Replay.@Nullable Fault fault(
      Config entry, String place, Function<String, ProtocolFactory> protocols) {
    if (!entry.hasPath("done")) {
      return null;
    }
    try {
      String proxy = entry.getString("proxy");
      Journal.Done done =
          RecordedDecision.read(entry.getObject("done").unwrapped(), protocols.apply(proxy));
      return new Replay.Fault(
          proxy,
          new Replay.Place(entry.getLong("connection"), entry.getLong("exchange")),
          entry.hasPath("identity") ? entry.getString("identity") : "",
          entry.getString("rule"),
          entry.getString("plugin"),
          entry.getString("request"),
          done);
    } catch (ConfigException incomplete) {
      throw new OptionException(
          place, incomplete.getMessage(), "an entry of a journal, as --journal writes it");
    } catch (OptionException wrong) {
      throw new OptionException(place, wrong.getMessage(), "a fault as --journal writes it");
    }
  }
}
