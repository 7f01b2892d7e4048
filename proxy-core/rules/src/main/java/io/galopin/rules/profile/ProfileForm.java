package io.galopin.rules.profile;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.galopin.api.Option;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads profiles as they stand in a configuration. Adds what is wrong to the problems. */
public final class ProfileForm {

  /** The most profiles of a configuration. */
  private static final int MOST = 1000;

  private static final String LATENCY = "latency";
  private static final String BANDWIDTH = "bandwidth";
  private static final String LOSS = "loss";
  private static final String LIKE = "like";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern RATE =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?) ?(bit|kbit|Mbit|Gbit|KB|MB)/s");
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%");

  private static final long MOST_BITS = 1_000_000_000_000L;
  private static final int LEAST_BITS = 1000;

  private static final String RATE_FORM =
      "a rate from 1 kbit/s to 1000 Gbit/s, such as 1.6 Mbit/s, 768 kbit/s or 256 KB/s";
  private static final String LOSS_FORM = "a percentage from 0% to 100%, such as 0.5%";

  private static final Map<String, Integer> UNITS =
      Map.of(
          "bit",
          1,
          "kbit",
          1000,
          "Mbit",
          1_000_000,
          "Gbit",
          1_000_000_000,
          "KB",
          8000,
          "MB",
          8_000_000);

  private final Problems problems;
  private final Map<String, ConfigObject> known;

  /**
   * @param known those that a profile may add to, by its own name or with {@code like}
   */
  ProfileForm(Problems problems, Map<String, ConfigObject> known) {
    this.problems = problems;
    this.known = known;
  }

  /** Reads a section of profiles by name. Those that come with Galopin can be changed in part. */
  public static Map<String, Profile> read(Section section, Problems problems) {
    return new ProfileForm(problems, BuiltIn.OBJECTS).all(section);
  }

  Map<String, Profile> all(Section section) {
    Map<String, Profile> profiles = new LinkedHashMap<>();
    Map<String, ConfigValue> entries = section.entries();
    if (entries.size() > MOST) {
      problems.add(section.path(), entries.size() + " of them", "at most " + MOST, section.place());
      return profiles;
    }
    entries.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches()) {
            problems.add(
                section.pathOf(name),
                '"' + name + '"',
                "a name of 1 to 64 letters, digits, hyphens, dots and underscores",
                Place.of(value.origin()));
            return;
          }
          section
              .section(section.pathOf(name), value)
              .flatMap(profile -> one(name, profile))
              .ifPresent(profile -> profiles.put(name, profile));
        });
    return profiles;
  }

  private Optional<Profile> one(String name, Section given) {
    Optional<ConfigObject> base = base(name, given);
    if (base.isEmpty()) {
      return Optional.empty();
    }
    ConfigObject merged =
        given.object().withoutKey(LIKE).withFallback(base.get()).toConfig().root();
    Section section = new Section(given.path(), merged, problems);
    section.any(LIKE);
    String description = section.single("description").map(Setting::text).orElse("");
    String source = section.single("source").map(Setting::text).orElse("");
    Optional<Line> up = line(section, "up", given.place());
    Optional<Line> down = line(section, "down", given.place());
    section.refuseOthers();
    if (up.isEmpty() || down.isEmpty()) {
      return Optional.empty();
    }
    if (up.get().isPerfect() && down.get().isPerfect()) {
      problems.add(
          given.path(),
          "changes nothing",
          "latency, bandwidth or loss in up or down",
          given.place());
      return Optional.empty();
    }
    return Optional.of(new Profile(name, description, source, up.get(), down.get()));
  }

  /** Returns what the profile adds to; empty if there was a problem. */
  private Optional<ConfigObject> base(String name, Section given) {
    Optional<ConfigValue> like = given.any(LIKE);
    if (like.isEmpty()) {
      return Optional.of(known.getOrDefault(name, BuiltIn.NONE));
    }
    Optional<Setting> other = given.single(given.pathOf(LIKE), like.get());
    if (other.isEmpty()) {
      return Optional.empty();
    }
    ConfigObject found = known.get(other.get().text());
    if (found == null) {
      problems.unknown(
          other.get().name(),
          other.get().text(),
          other.get().text(),
          List.copyOf(known.keySet()),
          other.get().place());
      return Optional.empty();
    }
    return Optional.of(found.withoutKey("description").withoutKey("source"));
  }

  private Optional<Line> line(Section profile, String direction, Place around) {
    Optional<ConfigValue> value = profile.any(direction);
    if (value.isEmpty()) {
      return Optional.of(new Line(around, Duration.ZERO, Duration.ZERO, 0, 0));
    }
    Optional<Section> found = profile.section(profile.pathOf(direction), value.get());
    return found.flatMap(section -> line(section, around));
  }

  private Optional<Line> line(Section line, Place around) {
    Optional<Latency> latency = latency(line, around);
    Optional<Long> bits =
        line.any(BANDWIDTH)
            .map(value -> line.single(line.pathOf(BANDWIDTH), value).flatMap(this::bits))
            .orElse(Optional.of(0L));
    Optional<Double> loss =
        line.any(LOSS)
            .map(value -> line.single(line.pathOf(LOSS), value).flatMap(this::chance))
            .orElse(Optional.of(0.0));
    line.refuseOthers();
    if (latency.isEmpty() || bits.isEmpty() || loss.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Line(
            place(line, around), latency.get().p50(), latency.get().p99(), bits.get(), loss.get()));
  }

  private record Latency(Duration p50, Duration p99) {}

  /** Reads {@code latency = 20 ms}, or an object of percentiles. */
  private Optional<Latency> latency(Section line, Place around) {
    Optional<ConfigValue> value = line.any(LATENCY);
    String what = line.pathOf(LATENCY);
    if (value.isEmpty()) {
      return Optional.of(new Latency(Duration.ZERO, Duration.ZERO));
    }
    if (!(value.get() instanceof ConfigObject percentiles)) {
      return line.single(what, value.get())
          .flatMap(setting -> setting.read(time(what, Duration.ZERO), problems))
          .map(fixed -> new Latency(fixed, fixed));
    }
    Section section = new Section(what, percentiles, problems);
    Optional<Duration> p50 = percentile(section, "p50", around);
    Optional<Duration> p99 = percentile(section, "p99", around);
    section.refuseOthers();
    if (p50.isEmpty() || p99.isEmpty()) {
      return Optional.empty();
    }
    if (p99.get().compareTo(p50.get()) < 0) {
      problems.add(
          section.pathOf("p99"),
          time("p99", Duration.ZERO).text(p99.get()),
          "p50 or more, which is " + time("p50", Duration.ZERO).text(p50.get()),
          place(section, around));
      return Optional.empty();
    }
    return Optional.of(new Latency(p50.get(), p99.get()));
  }

  private Optional<Duration> percentile(Section section, String key, Place around) {
    Optional<Setting> setting = section.single(key);
    if (setting.isEmpty()) {
      problems.missing(
          section.pathOf(key), "a time, as p50 and p99 belong together", place(section, around));
    }
    return setting.flatMap(
        given -> given.read(time(section.pathOf(key), Duration.ofNanos(1000)), problems));
  }

  /**
   * Returns where a section was written; where its profile was, if a built-in one is part of it.
   */
  private static Place place(Section section, Place around) {
    Place place = section.place();
    return place.source().startsWith("merge of ") ? around : place;
  }

  private static Option<Duration> time(String name, Duration least) {
    return Option.duration(
        name, ChronoUnit.MILLIS, least, Duration.ofMinutes(1), "how long bytes are delayed");
  }

  private Optional<Long> bits(Setting setting) {
    Matcher rate = RATE.matcher(setting.text().strip());
    if (rate.matches()) {
      BigDecimal bits =
          new BigDecimal(rate.group(1))
              .multiply(BigDecimal.valueOf(UNITS.getOrDefault(rate.group(2), 1)));
      if (bits.compareTo(BigDecimal.valueOf(LEAST_BITS)) >= 0
          && bits.compareTo(BigDecimal.valueOf(MOST_BITS)) <= 0) {
        return Optional.of(bits.longValue());
      }
    }
    problems.add(setting.name(), setting.text(), RATE_FORM, setting.place());
    return Optional.empty();
  }

  private Optional<Double> chance(Setting setting) {
    Matcher percent = PERCENT.matcher(setting.text().strip());
    if (percent.matches()) {
      BigDecimal chance = new BigDecimal(percent.group(1)).movePointLeft(2);
      if (chance.compareTo(BigDecimal.ONE) <= 0) {
        return Optional.of(chance.doubleValue());
      }
    }
    problems.add(setting.name(), setting.text(), LOSS_FORM, setting.place());
    return Optional.empty();
  }
}
