package io.galopin.app;

import io.galopin.app.console.Style;
import io.galopin.engine.Address;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The line that says that a proxy is ready: its name, where it really listens, its backend,
 * protocol, rules and the seed.
 */
final class ReadyLine {

  private ReadyLine() {}

  /** The line that says where the control API is served. */
  static String ofControl(InetSocketAddress where, long seed, Style style) {
    return String.join(
        "  ",
        style.bold("control API"),
        style.green("http://" + Address.of(where)),
        style.dim("seed " + seed));
  }

  static String of(Proxy proxy, long seed, Style style) {
    return of(proxy.spec(), proxy.address(), seed, style);
  }

  static String of(ProxySpec spec, Optional<InetSocketAddress> listening, long seed, Style style) {
    String where =
        listening.map(socket -> style.green(Address.of(socket).toString())).orElse("disabled");
    return String.join(
        "  ",
        style.bold(spec.name()),
        where + " " + style.arrow() + " " + spec.upstream(),
        spec.protocolName(),
        style.yellow(spec.rules().toString()),
        style.dim("seed " + seed));
  }
}
