package io.galopin.scenario.read;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.galopin.api.Option;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import io.galopin.scenario.model.Wave;
import io.galopin.scenario.model.Wave.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers that change: <code>{ from = 0 ms, to = 800 ms, shape = linear }</code>. */
record WaveReader(Keys keys) {

  private static final Pattern NUMBER = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z/]*)");
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** A number and its unit. */
  private record Quantity(BigDecimal number, String unit) {}

  /** Returns a wave, or the text of a single value. */
  Optional<Object> value(Section section, String what, ConfigValue value) {
    return value instanceof ConfigObject object
        ? read(new Section(what, object, keys.problems())).map(wave -> wave)
        : section.single(what, value).map(Setting::text);
  }

  Optional<Wave> read(Section section) {
    Optional<Quantity> from = quantity(section, "from");
    Optional<Quantity> to = quantity(section, "to");
    Optional<Setting> written = section.single("shape");
    Shape shape =
        written
            .flatMap(
                setting ->
                    setting.read(Option.choice("shape", Shape.class, "a shape"), keys.problems()))
            .orElse(Shape.LINEAR);
    Optional<Duration> period = keys.time(section, "period", SHORTEST, Keys.DAY);
    int steps = keys.whole(section, "steps", 2, 1000).map(Long::intValue).orElse(2);
    section.refuseOthers();
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> unit = unit(from.get(), to.get());
    if (unit.isEmpty()) {
      keys.refuse(
          section.path(),
          "from in " + from.get().unit() + ", to in " + to.get().unit(),
          "the same unit in from and to",
          section.place());
    }
    return unit.map(
        shared -> new Wave(from.get().number(), to.get().number(), shared, shape, period, steps));
  }

  private static Optional<String> unit(Quantity from, Quantity to) {
    if (from.unit().equals(to.unit()) || from.number().signum() == 0) {
      return Optional.of(to.unit());
    }
    return to.number().signum() == 0 ? Optional.of(from.unit()) : Optional.empty();
  }

  private Optional<Quantity> quantity(Section section, String key) {
    Optional<Setting> setting = section.single(key);
    if (setting.isEmpty()) {
      keys.problems().missing(section.pathOf(key), "a number, as in 800 ms", section.place());
      return Optional.empty();
    }
    Matcher parts = NUMBER.matcher(setting.get().text().strip());
    if (parts.matches()) {
      return Optional.of(new Quantity(new BigDecimal(parts.group(1)), parts.group(2)));
    }
    keys.refuse(setting.get(), "a number with its unit, as in 800 ms");
    return Optional.empty();
  }
}
