package io.galopin.engine.rule;

import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin made, with its plugin's name and options. Two are equal if the plugin and the given
 * option values are equal; instances are not compared.
 *
 * @param <T> a protocol, a behavior or a toxic
 * @param plugin the name of the plugin
 * @param options the options of {@code instance}
 * @param instance serves one proxy
 */
public record Made<T>(String plugin, Options options, T instance) {

  /** Returns an instance without options. */
  public static <T> Made<T> of(String plugin, T instance) {
    return new Made<>(plugin, Options.defaults(List.of()), instance);
  }

  /** Returns the same with something else in place of what the plugin made. */
  public Made<T> with(T other) {
    return new Made<>(plugin, options, other);
  }

  /**
   * Whether {@code other} has the same plugin and the same values, given or by default, and
   * therefore does the same.
   */
  public boolean doesAs(Made<T> other) {
    return plugin.equals(other.plugin)
        && options.declared().stream().allMatch(option -> isSame(option, other.options))
        && other.options.declared().stream().allMatch(option -> isSame(option, other.options));
  }

  private <V> boolean isSame(Option<V> option, Options others) {
    return options.find(option).equals(others.find(option));
  }

  /** Returns the given option values by name, as a user would write them. */
  public Map<String, String> texts() {
    return texts(options);
  }

  /** Returns the given values by name, as a user would write them. */
  public static Map<String, String> texts(Options options) {
    Map<String, String> texts = new LinkedHashMap<>();
    options.declared().forEach(option -> put(option, options, texts));
    return texts;
  }

  private static <V> void put(Option<V> option, Options options, Map<String, String> texts) {
    if (options.given().containsKey(option.name())) {
      texts.put(option.name(), option.text(options.get(option)));
    }
  }

  /** Whether the same option values were given; null means that none were. */
  public boolean isMadeWith(@Nullable Options others) {
    return options.given().equals(others == null ? Map.of() : others.given());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Made<?> that && plugin.equals(that.plugin) && isMadeWith(that.options);
  }

  @Override
  public int hashCode() {
    return 31 * plugin.hashCode() + options.given().hashCode();
  }
}
