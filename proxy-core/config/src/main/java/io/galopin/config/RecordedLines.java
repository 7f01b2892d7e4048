package io.galopin.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.galopin.api.OptionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a journal's file, of which those of the last run are kept. */
final class RecordedLines {

  private static final ConfigParseOptions JSON =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

  private final String name;
  private final Map<String, Config> faults = new LinkedHashMap<>();
  private List<RecordedProxy> proxies = List.of();
  private int number;
  private @Nullable Long seed;
  private int others;
  private long lost;
  private int torn;
  private int earlier;

  /** None yet, of a file of that name. */
  RecordedLines(String name) {
    this.name = name;
  }

  /**
   * Takes the next line.
   *
   * @throws OptionException if it is none of a journal's, or its seed is not that of the run
   */
  void add(String line) {
    number++;
    if (line.isBlank()) {
      return;
    }
    String place = name + ":" + number;
    Config entry = parse(line, place);
    if (entry == null) {
      torn++;
    } else if (entry.hasPath("lost")) {
      lost += entry.getLong("lost");
    } else if (entry.hasPath("origin") && entry.getString("origin").equals("run")) {
      begin(entry.getLong("seed"));
      proxies =
          entry.hasPath("proxies")
              ? entry.getConfigList("proxies").stream()
                  .flatMap(proxy -> RecordedProxy.read(proxy).stream())
                  .toList()
              : List.of();
    } else {
      add(entry, place);
    }
  }

  private void begin(long itsSeed) {
    if (seed != null) {
      earlier++;
    }
    seed = itsSeed;
    faults.clear();
    others = 0;
    lost = 0;
    torn = 0;
  }

  private void add(Config entry, String place) {
    long its = entry.getLong("seed");
    if (seed != null && seed != its) {
      throw new OptionException(place, "seed " + its, "the seed of one run, " + seed);
    }
    seed = its;
    if (entry.hasPath("done")) {
      faults.put(place, entry);
    } else {
      others++;
    }
  }

  /** Null for a line whose end is missing. */
  private static @Nullable Config parse(String line, String place) {
    try {
      Config entry = ConfigFactory.parseString(line, JSON);
      entry.getLong(entry.hasPath("lost") ? "lost" : "seed");
      return entry;
    } catch (ConfigException noEntry) {
      if (noEntry instanceof ConfigException.Parse && line.startsWith("{\"")) {
        return null;
      }
      throw new OptionException(place, line, "an entry of a journal, as --journal writes it");
    }
  }

  /**
   * The seed of the last run.
   *
   * @throws OptionException if there is no run
   */
  long seed() {
    if (seed == null) {
      throw new OptionException("journal", name, "a file with at least one entry of a journal");
    }
    return seed;
  }

  /** What behaviors did in the last run, by place in the file. */
  Map<String, Config> faults() {
    return faults;
  }

  /** What the last run had; none if the file does not say it. */
  List<RecordedProxy> proxies() {
    return proxies;
  }

  int others() {
    return others;
  }

  long lost() {
    return lost;
  }

  int torn() {
    return torn;
  }

  int earlier() {
    return earlier;
  }
}
