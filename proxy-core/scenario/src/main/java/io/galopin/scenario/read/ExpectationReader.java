package io.galopin.scenario.read;

import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import io.galopin.scenario.model.Expectation;
import io.galopin.scenario.model.Expectation.Comparison;
import io.galopin.scenario.model.Expectation.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what must hold: {@code errors = "<= 5%"}, {@code p99 = 300 ms}. */
record ExpectationReader(Keys keys) {

  private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>)?\\s*(.+)");
  private static final Pattern PERCENT = Pattern.compile("([0-9]+(\\.[0-9]+)?)\\s*%");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");
  private static final String SHARE = "a share of the calls, such as \"<= 5%\", 0% to 100%";

  /** Reads what must hold for a probe. Where nothing is said about errors, there must be none. */
  List<Expectation> ofProbe(Section section) {
    List<Expectation> all = any(section, Comparison.AT_MOST);
    if (all.stream().noneMatch(one -> one.metric() == Metric.ERRORS)) {
      all.add(0, Expectation.NO_ERRORS);
    }
    return all;
  }

  /** Reads what is said about a probe, and nothing else. */
  List<Expectation> any(Section section, Comparison standard) {
    List<Expectation> all = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      if (metric != Metric.FAULTS) {
        section
            .single(metric.word())
            .flatMap(setting -> one(setting, metric, standard))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  /** Reads how many faults there must be; a bare number is the least. */
  Optional<Expectation> faults(Section section) {
    return section
        .single(Metric.FAULTS.word())
        .flatMap(setting -> one(setting, Metric.FAULTS, Comparison.AT_LEAST));
  }

  private Optional<Expectation> one(Setting setting, Metric metric, Comparison standard) {
    Matcher parts = COMPARED.matcher(setting.text().strip());
    if (!parts.matches()) {
      keys.refuse(setting, "a number, with <, <=, > or >= in front if need be");
      return Optional.empty();
    }
    Comparison comparison = standard;
    for (Comparison one : Comparison.values()) {
      if (one.sign().equals(parts.group(1))) {
        comparison = one;
      }
    }
    Comparison chosen = comparison;
    Setting number = new Setting(setting.name(), parts.group(2).strip(), setting.place());
    return limit(number, metric).map(limit -> new Expectation(metric, chosen, limit));
  }

  private Optional<Double> limit(Setting number, Metric metric) {
    if (metric.isLatency()) {
      return keys.time(number, Duration.ZERO, Keys.DAY).map(time -> time.toNanos() / 1e6);
    }
    if (metric == Metric.FAULTS) {
      if (COUNT.matcher(number.text()).matches()) {
        return Optional.of(Double.parseDouble(number.text()));
      }
      keys.refuse(number, "a number of faults, such as 20 or \">= 20\"");
      return Optional.empty();
    }
    Matcher percent = PERCENT.matcher(number.text());
    if (number.text().equals("0")) {
      return Optional.of(0.0);
    }
    if (percent.matches() && Double.parseDouble(percent.group(1)) <= 100) {
      return Optional.of(Double.parseDouble(percent.group(1)) / 100);
    }
    keys.refuse(number, SHARE);
    return Optional.empty();
  }
}
