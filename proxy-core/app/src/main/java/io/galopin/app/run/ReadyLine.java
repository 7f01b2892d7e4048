package io.galopin.app.run;

import io.galopin.app.console.Style;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.ToxicSpec;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The line that says that a proxy is ready: its name, the actual listen address, the upstream
 * address, protocol, rules, names of toxics, and the seed.
 */
final class ReadyLine {

  private ReadyLine() {}

  /** The line with the address of the control API. */
  static String ofControl(String where, long seed, Style style) {
    return String.join(
        "  ", style.bold("control API"), style.green(where), style.dim("seed " + seed));
  }

  static String of(Proxy proxy, long seed, Style style) {
    return of(proxy.spec(), proxy.address(), seed, style);
  }

  static String of(ProxySpec spec, Optional<InetSocketAddress> listening, long seed, Style style) {
    String where =
        listening
            .map(socket -> style.green(spec.listen().at(socket).toString()))
            .orElse("disabled");
    List<String> parts = new ArrayList<>();
    parts.add(style.bold(spec.name()));
    parts.add(
        where
            + " "
            + style.arrow()
            + " "
            + spec.shownUpstream()
            + (ConfiguredTls.isUnverified(spec) ? " " + style.red("(not verified)") : ""));
    parts.add(spec.protocolName());
    parts.add(style.yellow(spec.rules().toString()));
    if (!spec.toxics().isEmpty()) {
      parts.add(style.yellow(toxics(spec.toxics())));
    }
    parts.add(style.dim("seed " + seed));
    return String.join("  ", parts);
  }

  private static String toxics(List<ToxicSpec> toxics) {
    return toxics.stream().map(ToxicSpec::name).collect(Collectors.joining(", ", "toxics ", ""));
  }
}
