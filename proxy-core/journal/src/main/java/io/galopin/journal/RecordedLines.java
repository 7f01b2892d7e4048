package io.galopin.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.galopin.api.OptionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a journal's file and keeps those of one run. */
final class RecordedLines {

  private static final ConfigParseOptions JSON =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

  /** The start of each line, however early it is torn. */
  private static final String BEGIN = "{\"";

  private final String name;
  private final OptionalInt wanted;
  private int number;
  private int ended;
  private Run run = new Run();
  private @Nullable Run chosen;

  /** A run in the file. */
  static final class Run {

    private final Map<String, Config> faults = new LinkedHashMap<>();
    private List<RecordedProxy> proxies = List.of();
    private @Nullable Long seed;
    private @Nullable OptionException problem;
    private int others;
    private long lost;
    private int torn;

    long seed() {
      return seed == null ? 0 : seed;
    }

    /** What behaviors did, by place in the file. */
    Map<String, Config> faults() {
      return faults;
    }

    /** The proxies that the run had from the start; empty if the file does not say. */
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
  }

  /**
   * Starts without lines.
   *
   * @param name of the file
   * @param wanted the run to keep: 1 is the first in the file; empty for the last
   */
  RecordedLines(String name, OptionalInt wanted) {
    this.name = name;
    this.wanted = wanted;
  }

  /**
   * Reads the next line.
   *
   * @throws OptionException if it is not a line of a journal
   */
  void add(String line) {
    number++;
    if (line.isBlank()) {
      return;
    }
    String place = name + ":" + number;
    Config entry = parse(line, place);
    if (entry == null) {
      run.torn++;
    } else if (entry.hasPath(Fields.LOST)) {
      run.lost += entry.getLong(Fields.LOST);
    } else if (entry.hasPath(Fields.ORIGIN) && entry.getString(Fields.ORIGIN).equals(Fields.RUN)) {
      begin(entry);
    } else {
      add(entry, place);
    }
  }

  private void begin(Config entry) {
    if (run.seed != null) {
      ended++;
      if (wanted.equals(OptionalInt.of(ended))) {
        chosen = run;
      }
    }
    run = new Run();
    run.seed = entry.getLong(Fields.SEED);
    if (entry.hasPath(Fields.PROXIES)) {
      run.proxies =
          entry.getConfigList(Fields.PROXIES).stream()
              .flatMap(proxy -> RecordedProxy.read(proxy).stream())
              .toList();
    }
  }

  private void add(Config entry, String place) {
    long its = entry.getLong(Fields.SEED);
    if (run.seed != null && run.seed != its) {
      if (run.problem == null) {
        run.problem = new OptionException(place, "seed " + its, "the seed of one run, " + run.seed);
      }
      return;
    }
    run.seed = its;
    if (entry.hasPath(Fields.DONE)) {
      run.faults.put(place, entry);
    } else {
      run.others++;
    }
  }

  /** Returns null for a line whose end is missing. */
  private static @Nullable Config parse(String line, String place) {
    try {
      Config entry = ConfigFactory.parseString(line, JSON);
      entry.getLong(entry.hasPath(Fields.LOST) ? Fields.LOST : Fields.SEED);
      return entry;
    } catch (ConfigException noEntry) {
      if (noEntry instanceof ConfigException.Parse
          && (line.startsWith(BEGIN) || BEGIN.startsWith(line))) {
        return null;
      }
      throw new OptionException(place, line, "an entry of a journal, as --journal writes it");
    }
  }

  /** How many runs the file has. */
  int runs() {
    return run.seed == null ? ended : ended + 1;
  }

  /**
   * Returns the wanted run.
   *
   * @throws OptionException if there is none, or its lines have several seeds
   */
  Run run() {
    int last = runs();
    if (last == 0) {
      throw new OptionException("journal", name, "a file with at least one entry of a journal");
    }
    Run found = wanted.orElse(last) == last ? run : chosen;
    if (found == null) {
      throw new OptionException(
          "--run",
          wanted.orElse(last),
          last == 1 ? "1, the only run in " + name : "1 to " + last + ", the runs in " + name);
    }
    if (found.problem != null) {
      throw found.problem;
    }
    return found;
  }
}
