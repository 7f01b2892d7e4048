package io.galopin.config;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import java.util.Optional;

/**
 * One value as it was written, not understood yet.
 *
 * @param name what the user knows it by: {@code proxies.web.listen}, {@code --backend}
 * @param text the value, numbers and switches too
 * @param place where it was written
 */
public record Setting(String name, String text, Place place) {

  /** The value, if {@code option} takes it; otherwise {@code problems} has one more. */
  <T> Optional<T> read(Option<T> option, Problems problems) {
    try {
      return Optional.of(option.parse(text));
    } catch (OptionException wrong) {
      problems.add(name, wrong, place);
      return Optional.empty();
    }
  }
}
