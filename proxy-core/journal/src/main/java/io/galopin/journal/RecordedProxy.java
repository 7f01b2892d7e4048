package io.galopin.journal;

import com.typesafe.config.Config;
import io.galopin.api.OptionException;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Made;
import java.util.List;
import java.util.Optional;

/**
 * A proxy that a run had from the start, as the journal describes it.
 *
 * @param name of the proxy
 * @param listen its listen address
 * @param upstream its upstream address
 * @param protocol its protocol
 * @param layers the protocols below that one, from the socket up; mostly none
 * @param drawBy the key of its draws; empty for the place of an exchange
 */
public record RecordedProxy(
    String name,
    String listen,
    String upstream,
    String protocol,
    List<String> layers,
    String drawBy) {

  /** The default of {@code draw-by}. */
  private static final String BY_PLACE = "connection";

  public RecordedProxy {
    layers = List.copyOf(layers);
  }

  /** Describes a proxy as the journal does. */
  public static RecordedProxy of(ProxySpec spec) {
    return new RecordedProxy(
        spec.name(),
        spec.listen().toString(),
        spec.shownUpstream(),
        spec.protocolName(),
        spec.layers().stream().map(Made::plugin).toList(),
        spec.drawBy().map(Term::toString).orElse(""));
  }

  /** Reads an entry; empty if it lacks something that a proxy needs. */
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
                entry.hasPath(Fields.LAYERS) ? entry.getStringList(Fields.LAYERS) : List.of(),
                entry.hasPath(Fields.DRAW_BY) ? entry.getString(Fields.DRAW_BY) : ""))
        : Optional.empty();
  }

  /**
   * Checks that a proxy can find the recorded requests again.
   *
   * @throws OptionException if it has another protocol, other layers below it, or another key for
   *     draws
   */
  public void check(ProxySpec spec) {
    RecordedProxy now = of(spec);
    check(Fields.PROTOCOL, now.protocol, protocol);
    check(Fields.LAYERS, shown(now.layers), shown(layers));
    check(Fields.DRAW_BY, now.key(), key());
  }

  private void check(String what, String given, String recorded) {
    if (!given.equals(recorded)) {
      throw new OptionException(
          "proxy " + name + ": " + what, given, recorded + ", as in the recorded run");
    }
  }

  private static String shown(List<String> layers) {
    return layers.isEmpty() ? "none" : String.join(", ", layers);
  }

  /** The key of the draws, as a configuration names it. */
  public String key() {
    return drawBy.isEmpty() ? BY_PLACE : drawBy;
  }
}
