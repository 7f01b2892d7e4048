package io.galopin.rules.source;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One value as it was written, not parsed yet.
 *
 * @param name the user's name for it: {@code proxies.web.listen}, {@code --backend}
 * @param text the value, also of numbers and switches; {@code a=1; b=2} for an object
 * @param pairs the entries by name, if an object was written
 * @param place where it was written
 */
public record Setting(String name, String text, Optional<Map<String, String>> pairs, Place place) {

  private static final Option<Map<String, String>> PAIRS = Option.pairs("pairs", "as one text");

  /** Creates a single value. */
  public Setting(String name, String text, Place place) {
    this(name, text, Optional.empty(), place);
  }

  /** Creates an object. */
  Setting(String name, Map<String, String> pairs, Place place) {
    this(name, PAIRS.text(pairs), Optional.of(pairs), place);
  }

  /** Returns what an {@link Option} reads: the text, or the entries of an object. */
  public Object value() {
    return pairs.isPresent() ? pairs.get() : text;
  }

  /** Reads the value as {@code option}. If it does not fit, adds a problem and returns empty. */
  public <T> Optional<T> read(Option<T> option, Problems problems) {
    try {
      return Optional.of(option.parse(value()));
    } catch (OptionException wrong) {
      problems.add(name, wrong, place);
      return Optional.empty();
    }
  }

  /** Reads the value as a path. If it is none, adds a problem and returns empty. */
  public Optional<Path> path(Problems problems) {
    try {
      if (!text.isBlank()) {
        return Optional.of(Path.of(text));
      }
    } catch (InvalidPathException notOne) {
      // Refused below, because it is not a path.
    }
    problems.add(name, '"' + text + '"', "a path", place);
    return Optional.empty();
  }
}
