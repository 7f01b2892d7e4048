package io.galopin.scenario.read;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single keys of sections. What is wrong becomes a problem, and then the answer is empty. */
record Keys(Problems problems) {

  static final Duration DAY = Duration.ofDays(1);

  Optional<String> text(Section section, String key) {
    return section.single(key).map(Setting::text);
  }

  Optional<Boolean> flag(Section section, String key) {
    return section.single(key).flatMap(setting -> setting.read(Option.flag(key, key), problems));
  }

  Optional<Long> whole(Section section, String key, long least, long most) {
    return section
        .single(key)
        .flatMap(setting -> setting.read(Option.integer(key, least, most, key), problems));
  }

  Optional<Duration> time(Section section, String key, Duration least, Duration most) {
    return section.single(key).flatMap(setting -> time(setting, least, most));
  }

  /** Reads a time, which needs a unit. */
  Optional<Duration> time(Setting setting, Duration least, Duration most) {
    Option<Duration> option =
        Option.duration("time", ChronoUnit.MILLIS, least, most, "a time with a unit");
    String text = setting.text().strip();
    if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
      problems.add(
          setting.name(),
          quoted(text),
          "a time with a unit, such as 500 ms or 10 s",
          setting.place());
      return Optional.empty();
    }
    return setting.read(option, problems);
  }

  Optional<LocalTime> timeOfDay(Section section, String key) {
    return section
        .single(key)
        .flatMap(
            setting -> {
              try {
                return Optional.of(LocalTime.parse(setting.text().strip()));
              } catch (DateTimeParseException wrong) {
                problems.add(
                    setting.name(),
                    quoted(setting.text()),
                    "a time of the day, such as \"22:30\" or \"06:15:30\"",
                    setting.place());
                return Optional.empty();
              }
            });
  }

  /** Reads one text, or a list of them. */
  List<Setting> texts(Section section, String key) {
    List<Setting> texts = new ArrayList<>();
    section
        .any(key)
        .ifPresent(
            value ->
                each(
                    section,
                    key,
                    value,
                    (what, one) -> section.single(what, one).ifPresent(texts::add)));
    return texts;
  }

  /** Reads one object, or a list of them. */
  List<Section> sections(Section section, String key) {
    List<Section> sections = new ArrayList<>();
    section
        .any(key)
        .ifPresent(
            value ->
                each(
                    section,
                    key,
                    value,
                    (what, one) -> section.section(what, one).ifPresent(sections::add)));
    return sections;
  }

  /** Takes one value of a list. */
  private interface Taker {
    void take(String what, ConfigValue value);
  }

  private static void each(Section section, String key, ConfigValue value, Taker taker) {
    if (value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        taker.take(section.pathOf(key) + "[" + i + "]", list.get(i));
      }
    } else {
      taker.take(section.pathOf(key), value);
    }
  }

  void refuse(Setting setting, String expected) {
    problems.add(setting.name(), quoted(setting.text()), expected, setting.place());
  }

  void refuse(Setting setting, OptionException wrong) {
    problems.add(setting.name(), wrong, setting.place());
  }

  void refuse(String what, Object given, String expected, Place place) {
    problems.add(what, String.valueOf(given), expected, place);
  }

  static String quoted(String text) {
    return '"' + Excerpt.of(text) + '"';
  }
}
