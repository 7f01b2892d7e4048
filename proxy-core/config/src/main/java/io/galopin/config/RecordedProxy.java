package io.galopin.config;

import com.typesafe.config.Config;
import io.galopin.api.OptionException;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal of a run says of a proxy that it had from the start.
 *
 * @param name of the proxy
 * @param listen where it was to listen
 * @param upstream where it relayed to
 * @param protocol what was spoken
 * @param drawBy what draws were keyed by; empty for the place of an exchange
 */
public record RecordedProxy(
    String name, String listen, String upstream, String protocol, String drawBy) {

  /** What {@link ProxyKeys#DRAW_BY} is where nothing is given. */
  private static final String BY_PLACE = "connection";

  /** What the journal would say of a proxy. */
  public static RecordedProxy of(ProxySpec spec) {
    return new RecordedProxy(
        spec.name(),
        spec.listen().toString(),
        spec.upstream().toString(),
        spec.protocolName(),
        spec.drawBy().map(Term::toString).orElse(""));
  }

  /** Empty if the entry does not say all that a proxy needs. */
  static Optional<RecordedProxy> read(Config entry) {
    boolean whole =
        List.of("name", "listen", "upstream", "protocol").stream().allMatch(entry::hasPath);
    return whole
        ? Optional.of(
            new RecordedProxy(
                entry.getString("name"),
                entry.getString("listen"),
                entry.getString("upstream"),
                entry.getString("protocol"),
                entry.hasPath(ProxyKeys.DRAW_BY) ? entry.getString(ProxyKeys.DRAW_BY) : ""))
        : Optional.empty();
  }

  /**
   * Checks that recorded requests can be found again at a proxy.
   *
   * @throws OptionException if another protocol is spoken there, or draws are keyed by something
   *     else
   */
  public void check(ProxySpec spec) {
    RecordedProxy now = of(spec);
    check(ProxyKeys.PROTOCOL, now.protocol, protocol);
    check(ProxyKeys.DRAW_BY, now.key(), key());
  }

  private void check(String what, String given, String recorded) {
    if (!given.equals(recorded)) {
      throw new OptionException(
          "proxy " + name + ": " + what, given, recorded + ", as in the recorded run");
    }
  }

  private String key() {
    return drawBy.isEmpty() ? BY_PLACE : drawBy;
  }

  /** As a configuration has it. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ProxyKeys.LISTEN, listen);
    settings.put(ProxyKeys.UPSTREAM, upstream);
    settings.put(ProxyKeys.PROTOCOL, protocol);
    settings.put(ProxyKeys.DRAW_BY, key());
    return settings;
  }
}
