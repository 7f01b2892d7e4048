package io.galopin.journal;

import com.typesafe.config.Config;
import io.galopin.api.OptionException;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Term;
import java.util.List;
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

  /** What {@code draw-by} is where nothing is given. */
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
        List.of(Fields.NAME, Fields.LISTEN, Fields.UPSTREAM, Fields.PROTOCOL).stream()
            .allMatch(entry::hasPath);
    return whole
        ? Optional.of(
            new RecordedProxy(
                entry.getString(Fields.NAME),
                entry.getString(Fields.LISTEN),
                entry.getString(Fields.UPSTREAM),
                entry.getString(Fields.PROTOCOL),
                entry.hasPath(Fields.DRAW_BY) ? entry.getString(Fields.DRAW_BY) : ""))
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
    check(Fields.PROTOCOL, now.protocol, protocol);
    check(Fields.DRAW_BY, now.key(), key());
  }

  private void check(String what, String given, String recorded) {
    if (!given.equals(recorded)) {
      throw new OptionException(
          "proxy " + name + ": " + what, given, recorded + ", as in the recorded run");
    }
  }

  /** What draws were keyed by, as a configuration would say it. */
  public String key() {
    return drawBy.isEmpty() ? BY_PLACE : drawBy;
  }
}
