package io.galopin.scenario.read;

import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Expectation;
import io.galopin.scenario.model.Group;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.model.Step;
import io.galopin.scenario.model.Times;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads stages, and groups of them. */
final class StepReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST_TIMES = 1_000_000;

  private final Keys keys;
  private final Set<String> probes;
  private final Set<String> names = new HashSet<>();

  /**
   * @param probes the names of the scenario's probes
   */
  StepReader(Keys keys, Set<String> probes) {
    this.keys = keys;
    this.probes = probes;
  }

  /** Reads the steps of a list. */
  List<Step> read(Section section, String key) {
    List<Step> steps = new ArrayList<>();
    for (Section one : keys.sections(section, key)) {
      step(one, steps.size() + 1).ifPresent(steps::add);
    }
    return steps;
  }

  private Optional<Step> step(Section section, int position) {
    String name = name(section, position);
    Optional<LocalTime> at = keys.timeOfDay(section, "at");
    boolean parallel = section.any("parallel").isPresent();
    if (parallel || section.any("stages").isPresent()) {
      List<Step> steps = read(section, parallel ? "parallel" : "stages");
      int times = keys.whole(section, "times", 1, MOST_TIMES).map(Long::intValue).orElse(1);
      section.refuseOthers();
      return Optional.of(new Group(name, at, parallel, times, steps));
    }
    return stage(section, name, at);
  }

  private String name(Section section, int position) {
    Optional<Setting> given = section.single("name");
    String name = given.map(Setting::text).orElse("stage-" + position);
    if (!NAME.matcher(name).matches()) {
      keys.refuse(given.orElseThrow(), "a name of letters, digits, - and _");
    } else if (!names.add(name)) {
      keys.refuse(section.pathOf("name"), name, "a name that no other stage has", section.place());
    }
    return name;
  }

  private Optional<Step> stage(Section section, String name, Optional<LocalTime> at) {
    Optional<Duration> time = keys.time(section, "for", SHORTEST, LONGEST);
    if (time.isEmpty()) {
      keys.problems().missing(section.pathOf("for"), "how long, as in 30 s", section.place());
    }
    List<String> proxies = keys.texts(section, "proxy").stream().map(Setting::text).toList();
    List<Act> acts = new ActReader(keys).read(section);
    if (!acts.isEmpty() && proxies.isEmpty()) {
      keys.problems()
          .missing(section.pathOf("proxy"), "the name of a proxy, or a list", section.place());
    }
    OptionalLong until = until(section);
    Optional<Section> expect = section.section("expect");
    Map<String, List<Expectation>> expected =
        expect.map(this::expected).orElseGet(LinkedHashMap::new);
    Duration within =
        expect
            .flatMap(inner -> keys.time(inner, "within", Duration.ZERO, LONGEST))
            .orElse(Duration.ZERO);
    Optional<Expectation> faults = expect.flatMap(new ExpectationReader(keys)::faults);
    expect.ifPresent(Section::refuseOthers);
    section.refuseOthers();
    refuseLate(section, time, within);
    return time.map(
        length -> new Stage(name, at, length, proxies, acts, until, expected, within, faults));
  }

  private void refuseLate(Section section, Optional<Duration> time, Duration within) {
    if (time.isPresent() && within.compareTo(time.get()) >= 0) {
      keys.refuse(
          section.pathOf("expect.within"),
          Times.text(within),
          "less than the stage's " + Times.text(time.get()),
          section.place());
    }
  }

  private OptionalLong until(Section section) {
    Optional<Section> until = section.section("until");
    Optional<Long> faults = until.flatMap(inner -> keys.whole(inner, "faults", 1, 1_000_000_000));
    until.ifPresent(Section::refuseOthers);
    if (until.isPresent() && faults.isEmpty()) {
      keys.problems()
          .missing(section.pathOf("until.faults"), "a number of faults", section.place());
    }
    return faults.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private Map<String, List<Expectation>> expected(Section expect) {
    Map<String, List<Expectation>> expected = new LinkedHashMap<>();
    for (String probe : probes) {
      expect
          .section(probe)
          .ifPresent(
              inner -> {
                expected.put(probe, new ExpectationReader(keys).ofProbe(inner));
                inner.refuseOthers();
              });
    }
    return expected;
  }
}
