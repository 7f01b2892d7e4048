package io.galopin.bench;

import io.galopin.bench.part.Part;
import io.galopin.bench.part.Parts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line: what to measure, and how.
 *
 * @param parts to measure, in order; all if none is named
 * @param rounds how many rounds count
 * @param time how long one measurement of one contender takes
 * @param perSecond requests per second at a fixed rate
 * @param folder where the report is written
 * @param page where the report is also inserted
 * @param galopin the launcher of the Galopin to measure
 * @param beside the launcher of another Galopin, to compare with
 * @param only the names of the contenders that take part; all if empty
 * @param peers the folder with their configurations
 */
record Arguments(
    List<Part> parts,
    int rounds,
    Duration time,
    double perSecond,
    Path folder,
    Optional<Path> page,
    Path galopin,
    Optional<Path> beside,
    Set<String> only,
    Path peers) {

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--rounds", "5",
          "--seconds", "5",
          "--rate", "5000",
          "--folder", "proxy-core/bench/target/report",
          "--page", "",
          "--galopin", "galopin",
          "--beside", "",
          "--only", "",
          "--peers", "proxy-core/bench/peers");

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Arguments of(String... args) {
    List<Part> parts = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>(DEFAULTS);
    for (Iterator<String> left = List.of(args).iterator(); left.hasNext(); ) {
      String arg = left.next();
      if (!arg.startsWith("--")) {
        parts.add(part(arg));
      } else if (!DEFAULTS.containsKey(arg)) {
        throw new IllegalArgumentException(
            arg + ": unknown (expected: " + String.join(", ", DEFAULTS.keySet()) + ")");
      } else if (!left.hasNext()) {
        throw new IllegalArgumentException(arg + ": nothing (expected: a value)");
      } else {
        options.put(arg, left.next());
      }
    }
    return new Arguments(
        parts.isEmpty() ? Parts.ALL : List.copyOf(parts),
        (int) number(options, "--rounds"),
        Duration.ofMillis(Math.round(number(options, "--seconds") * 1_000)),
        number(options, "--rate"),
        path(options, "--folder"),
        optionalPath(options, "--page"),
        path(options, "--galopin"),
        optionalPath(options, "--beside"),
        names(options, "--only"),
        path(options, "--peers"));
  }

  private static Part part(String name) {
    return Parts.ALL.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + ": unknown part (expected: "
                        + Parts.ALL.stream().map(Part::name).collect(Collectors.joining(", "))
                        + ")"));
  }

  private static double number(Map<String, String> options, String option) {
    String text = options.getOrDefault(option, "");
    try {
      double number = Double.parseDouble(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Refused below, because it is not above 0.
    }
    throw new IllegalArgumentException(option + ": " + text + " (expected: a number above 0)");
  }

  private static Set<String> names(Map<String, String> options, String option) {
    return Stream.of(options.getOrDefault(option, "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Path> optionalPath(Map<String, String> options, String option) {
    return options.getOrDefault(option, "").isEmpty()
        ? Optional.empty()
        : Optional.of(path(options, option));
  }

  private static Path path(Map<String, String> options, String option) {
    return Path.of(options.getOrDefault(option, "")).toAbsolutePath();
  }
}
