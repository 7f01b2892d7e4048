package io.galopin.control;

import io.galopin.api.Options;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.ToxicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits what all proxies have together: their rules, behaviors, toxics and names may take about a
 * quarter of the heap. Each of these has its own limits, but there may be any number of them.
 * Thread-safe.
 */
final class Stock {

  private static final long MOST = Runtime.getRuntime().maxMemory() / 4;

  /** The bytes of a proxy, a rule or a toxic, without its texts. */
  private static final int THING = 1024;

  /** The bytes of a character, which is stored in several forms. */
  private static final int CHARACTER = 5;

  /** The bytes of an instruction of a regular expression. */
  private static final int STEP = 50;

  private Stock() {}

  /**
   * Checks the limit. Call it before proxies become {@code wanted}, or are created.
   *
   * @throws Refusal if there would be too much, and more than now
   */
  static void refuseTooMuch(Engine engine, List<ProxySpec> wanted) {
    Map<String, ProxySpec> changed = new HashMap<>();
    wanted.forEach(spec -> changed.put(spec.name(), spec));
    long now = 0;
    long then = wanted.stream().mapToLong(Stock::size).sum();
    for (Proxy proxy : engine.proxies()) {
      long size = size(proxy.spec());
      now += size;
      then += changed.containsKey(proxy.spec().name()) ? 0 : size;
    }
    if (then > MOST && then > now) {
      throw new Refusal(
          503,
          "all proxies with their rules, behaviors and toxics would take more than a quarter of"
              + " the heap (expected: fewer or smaller ones, or a larger heap)");
    }
  }

  private static long size(ProxySpec spec) {
    long size = THING;
    for (Rule rule : spec.rules().rules()) {
      size += THING + (long) CHARACTER * rule.text().length() + (long) STEP * rule.when().steps();
    }
    for (ToxicSpec toxic : spec.toxics()) {
      size += THING + (long) CHARACTER * toxic.attributes().toString().length();
    }
    for (Options given : spec.defaults().values()) {
      size += (long) CHARACTER * given.toString().length();
    }
    return size;
  }
}
