package io.galopin.scenario.read;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.scenario.model.Expectation;
import io.galopin.scenario.model.Expectation.Comparison;
import io.galopin.scenario.model.Halt;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the scenarios of a HOCON file, each under {@code galopin.scenarios}. Ignores everything
 * else under {@code galopin}.
 *
 * <p>All methods throw a {@link ConfigProblem} with all problems. Thread-safe.
 */
public final class ScenarioReader {

  private static final Duration BASELINE = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final int AT_LEAST = 5;
  private static final String STEADY = "steady";

  /** What stands beside the names of probes where stages expect something. */
  private static final Set<String> RESERVED = Set.of("within", "faults");

  private final Problems problems = new Problems();
  private final Keys keys = new Keys(problems);
  private final String source;

  private ScenarioReader(String source) {
    this.source = source;
  }

  /** Reads a file, in the order of its lines. */
  public static List<Plan> read(Path file) {
    ScenarioReader reader = new ScenarioReader(file.toString());
    if (!Files.isRegularFile(file)) {
      reader.problems.add("scenario", file.toString(), "a file that is there", Place.COMMAND_LINE);
    }
    reader.problems.throwIfAny();
    // Only the absolute path of a file has a folder in which to look for includes.
    return reader.all(
        options ->
            ConfigFactory.parseFile(file.toAbsolutePath().toFile(), options).resolve().root());
  }

  /**
   * Reads a text.
   *
   * @param source the text's name in messages
   */
  public static List<Plan> read(String text, String source) {
    return new ScenarioReader(source)
        .all(options -> ConfigFactory.parseString(text, options).resolve().root());
  }

  /** Parses HOCON. */
  private interface Parser {
    ConfigObject parse(ConfigParseOptions options);
  }

  private List<Plan> all(Parser parser) {
    List<Plan> plans = new ArrayList<>();
    try {
      ConfigObject root =
          parser.parse(
              ConfigParseOptions.defaults()
                  .setSyntax(ConfigSyntax.CONF)
                  .setAllowMissing(false)
                  .setOriginDescription(source));
      Section top = new Section("", root, problems);
      Optional<Section> scenarios =
          top.section("galopin").flatMap(galopin -> galopin.under("").section("scenarios"));
      scenarios.ifPresent(section -> plans(section, plans));
      if (scenarios.isEmpty() || scenarios.get().entries().isEmpty()) {
        problems.missing("galopin.scenarios", "galopin.scenarios.NAME { … }", new Place(source, 0));
      }
    } catch (ConfigException wrong) {
      Place place = wrong.origin() == null ? new Place(source, 0) : Place.of(wrong.origin());
      String message = String.valueOf(wrong.getMessage()).replaceFirst("^.*?: [0-9]+: ", "");
      problems.add("syntax", message, "HOCON", place);
    }
    problems.throwIfAny();
    return plans;
  }

  private void plans(Section scenarios, List<Plan> plans) {
    scenarios
        .entries()
        .forEach(
            (name, value) ->
                scenarios
                    .section(scenarios.pathOf(name), value)
                    .ifPresent(section -> plans.add(plan(name, section))));
  }

  private Plan plan(String name, Section section) {
    Optional<Section> written = section.section("baseline");
    Duration baseline =
        written.flatMap(inner -> keys.time(inner, "for", SHORTEST, Keys.DAY)).orElse(BASELINE);
    written.ifPresent(Section::refuseOthers);
    Map<String, Steady> probes = probes(section);
    List<Step> steps = new StepReader(keys, probes.keySet()).read(section, "stages");
    if (steps.isEmpty()) {
      problems.missing(section.pathOf("stages"), "a list of stages: [ { … } ]", section.place());
    }
    Optional<Halt> halt = section.section("halt-when").map(inner -> halt(inner, probes));
    int atLeast =
        keys.whole(section, "at-least", 1, 1_000_000).map(Long::intValue).orElse(AT_LEAST);
    section.refuseOthers();
    return new Plan(name, source, baseline, List.copyOf(probes.values()), steps, halt, atLeast);
  }

  private Map<String, Steady> probes(Section section) {
    Map<String, Steady> probes = new LinkedHashMap<>();
    for (Section one : keys.sections(section, STEADY)) {
      new ProbeReader(keys)
          .read(one, STEADY)
          .ifPresent(
              probe -> {
                if (RESERVED.contains(probe.name()) || probes.put(probe.name(), probe) != null) {
                  keys.refuse(
                      one.pathOf("name"),
                      probe.name(),
                      "another name, and not within or faults",
                      one.place());
                }
              });
    }
    return probes;
  }

  private Halt halt(Section section, Map<String, Steady> probes) {
    List<Halt.Breach> breaches = new ArrayList<>();
    for (Steady probe : probes.values()) {
      section
          .section(probe.name())
          .ifPresent(
              inner -> {
                Duration time =
                    keys.time(inner, "for", SHORTEST, Keys.DAY).orElse(Duration.ofSeconds(5));
                for (Expectation condition :
                    new ExpectationReader(keys).any(inner, Comparison.MORE)) {
                  breaches.add(new Halt.Breach(probe.name(), condition, time));
                }
                inner.refuseOthers();
              });
    }
    section.refuseOthers();
    if (breaches.isEmpty()) {
      problems.missing(section.path(), "a probe and what must not be", section.place());
    }
    return new Halt(breaches);
  }
}
