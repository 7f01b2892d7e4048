package io.galopin.rules.source;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One value as it was written, not understood yet.
 *
 * @param name what the user knows it by: {@code proxies.web.listen}, {@code --backend}
 * @param text the value, numbers and switches too; {@code a=1; b=2} where an object was written
 * @param pairs what was written as an object, by name
 * @param place where it was written
 */
public record Setting(String name, String text, Optional<Map<String, String>> pairs, Place place) {

  private static final Option<Map<String, String>> PAIRS = Option.pairs("pairs", "as one text");

  /** A single value. */
  public Setting(String name, String text, Place place) {
    this(name, text, Optional.empty(), place);
  }

  /** An object. */
  Setting(String name, Map<String, String> pairs, Place place) {
    this(name, PAIRS.text(pairs), Optional.of(pairs), place);
  }

  /** What an option understands: the text, or what was written as an object. */
  public Object value() {
    return pairs.isPresent() ? pairs.get() : text;
  }

  /** The value, if {@code option} takes it; otherwise {@code problems} has one more. */
  public <T> Optional<T> read(Option<T> option, Problems problems) {
    try {
      return Optional.of(option.parse(value()));
    } catch (OptionException wrong) {
      problems.add(name, wrong, place);
      return Optional.empty();
    }
  }

  /** The value, if it is a path; otherwise {@code problems} has one more. */
  public Optional<Path> path(Problems problems) {
    try {
      if (!text.isBlank()) {
        return Optional.of(Path.of(text));
      }
    } catch (InvalidPathException notOne) {
      // Refused below, as no path at all.
    }
    problems.add(name, '"' + text + '"', "a path", place);
    return Optional.empty();
  }
}
