package io.galopin.protocol.postgres.clients;

import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.engine.Below;
import io.galopin.engine.rule.Made;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.protocol.tls.TlsProtocolFactory;
import io.galopin.tls.BackendTls;
import io.galopin.tls.Begin;
import io.galopin.tls.ListenTls;
import io.galopin.tls.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proxies that end TLS at the client's side, with an authority of their own. */
final class SecureFront {

  private static final TlsProtocolFactory LAYER = new TlsProtocolFactory();

  private final Tls tls;

  /** With an authority that is kept in a folder. */
  SecureFront(Path folder) {
    tls = new Tls(folder);
  }

  /** Returns a backend's side that believes any certificate. */
  BackendEnd trusting() {
    BackendTls usual = BackendTls.DEFAULT;
    return tls.toward(
        new BackendTls(
            false,
            usual.trust(),
            usual.keys(),
            usual.serverName(),
            usual.versions(),
            usual.ciphers()));
  }

  /** Returns a backend's side that checks the backend's certificate. */
  BackendEnd careful() {
    return tls.toward(BackendTls.DEFAULT);
  }

  /** Returns a proxy whose clients begin with TLS, in front of a backend in the clear. */
  Front atOnce(Address backend) {
    ListenTls settings = ListenTls.AUTO.withBegin(Begin.AT_ONCE);
    TlsEnds ends =
        new TlsEnds(Optional.of(tls.at(settings, new Address("127.0.0.1", 0))), Optional.empty());
    return Front.above(new Below(ends, List.of(layer())), backend, Map.of());
  }

  /** Returns a proxy in front of a backend. */
  Front to(Address backend, Optional<BackendEnd> toward, Map<String, ?> options, boolean layered) {
    TlsEnds ends =
        new TlsEnds(Optional.of(tls.at(ListenTls.AUTO, new Address("127.0.0.1", 0))), toward);
    return Front.above(new Below(ends, layered ? List.of(layer()) : List.of()), backend, options);
  }

  private static Made<Protocol> layer() {
    return Made.of(LAYER.name(), LAYER.create(Options.of(LAYER.options(), Map.of())));
  }
}
