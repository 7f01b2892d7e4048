package io.galopin.config;

import io.galopin.api.Protocol;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.config.tls.TlsConfig;
import io.galopin.config.tls.TlsKeys;
import io.galopin.engine.Below;
import io.galopin.engine.rule.Made;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.tls.TlsConfigException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes what is below the protocol of a proxy: TLS, and the layer of handshakes with clients. Reads
 * files.
 *
 * @param protocols makes an instance of a protocol; empty if it has added a problem
 */
record BelowAssembly(
    Problems problems, Function<PluginConfig, Optional<Made<Protocol>>> protocols) {

  /**
   * Returns what is below; empty if there was a problem.
   *
   * @param now TLS as it is; what stays like that stays the same object
   */
  Optional<Below> below(ProxyConfig proxy, TlsEnds now) {
    TlsConfig tls = proxy.tls();
    if (tls.listen().isPresent() && proxy.protocol().name().equals(TlsConfig.LAYER)) {
      problems.add(
          tls.layer().what(),
          "given with protocol tls, which passes TLS on and ends nothing",
          "one of the two: with " + TlsKeys.LISTEN + ", the protocol of what TLS carries",
          tls.layer().place());
      return Optional.empty();
    }
    List<Made<Protocol>> layers =
        tls.layers().stream().map(protocols).flatMap(Optional::stream).toList();
    Optional<ClientEnd> client =
        tls.listen()
            .flatMap(
                listen ->
                    end(
                        proxy,
                        TlsKeys.LISTEN,
                        () -> ConfiguredTls.client(listen, proxy.listen(), now)));
    Optional<BackendEnd> backend =
        tls.backend()
            .flatMap(to -> end(proxy, TlsKeys.BACKEND, () -> ConfiguredTls.backend(to, now)));
    boolean complete =
        layers.size() == tls.layers().size()
            && client.isPresent() == tls.listen().isPresent()
            && backend.isPresent() == tls.backend().isPresent();
    return complete
        ? Optional.of(new Below(new TlsEnds(client, backend), layers))
        : Optional.empty();
  }

  private <E> Optional<E> end(ProxyConfig proxy, String key, Supplier<E> made) {
    try {
      return Optional.of(made.get());
    } catch (TlsConfigException cannot) {
      problems.say(
          "proxies." + proxy.name() + "." + key,
          String.valueOf(cannot.getMessage()),
          proxy.place());
      return Optional.empty();
    }
  }
}
