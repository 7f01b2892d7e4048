package io.galopin.engine.rule;

import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin made, with what it was made from. Two are equal if the plugin and what was given
 * for its options are, whichever instances they are.
 *
 * @param <T> a protocol, a behavior or a toxic
 * @param plugin the name of the plugin
 * @param options what {@code instance} was made with
 * @param instance serves one proxy
 */
public record Made<T>(String plugin, Options options, T instance) {

  /** What has no options. */
  public static <T> Made<T> of(String plugin, T instance) {
    return new Made<>(plugin, Options.defaults(List.of()), instance);
  }

  /**
   * Whether {@code other} has the same plugin and the same values, given or by default: the two do
   * the same.
   */
  public boolean doesAs(Made<T> other) {
    return plugin.equals(other.plugin)
        && options.declared().stream().allMatch(option -> isSame(option, other.options))
        && other.options.declared().stream().allMatch(option -> isSame(option, other.options));
  }

  private <V> boolean isSame(Option<V> option, Options others) {
    return options.find(option).equals(others.find(option));
  }

  /** What was given for the options, as a user would write it, by name. */
  public Map<String, String> texts() {
    return texts(options);
  }

  /** What was given, as a user would write it, by name. */
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

  /** Whether the same was given for its options; nothing was if there are none. */
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
