package io.galopin.live;

import io.galopin.api.Options;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.Mix;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sets the mix again that a proxy had before it was set for a time. Changes only in a turn of the
 * proxy.
 */
final class MixBefore implements Supplier<String> {

  private final Setting setting;
  private final Proxy proxy;
  private volatile Optional<Mix> mix;
  private volatile Map<String, Options> defaults;

  /** Sets a mix of a proxy. */
  @FunctionalInterface
  interface Setting {
    void set(Proxy proxy, Optional<Mix> mix, Map<String, Options> defaults);
  }

  /**
   * @param setting sets it again
   * @param defaults the options that applied before where a rule or mix sets none
   */
  MixBefore(Setting setting, Proxy proxy, Optional<Mix> mix, Map<String, Options> defaults) {
    this.setting = setting;
    this.proxy = proxy;
    this.mix = mix;
    this.defaults = defaults;
  }

  Proxy proxy() {
    return proxy;
  }

  @Override
  public String get() {
    setting.set(proxy, mix, defaults);
    return "behavior set back to " + mix.map(Mix::toString).orElse(Mix.DUMMY);
  }

  boolean uses(Predicate<Object> instances) {
    return mix.stream().flatMap(Mix::choices).anyMatch(choice -> instances.test(choice.behavior()));
  }

  /** Returns what makes it the same with other plugins. Calls plugins; throws if that fails. */
  Runnable renewed(Renewal renewal) {
    Optional<Mix> again = mix.map(known -> renewal.mix(known, proxy.spec()));
    Map<String, Options> options = renewal.defaults(defaults, proxy.spec());
    return () -> {
      mix = again;
      defaults = options;
    };
  }
}
