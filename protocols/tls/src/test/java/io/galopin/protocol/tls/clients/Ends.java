package io.galopin.protocol.tls.clients;

import io.galopin.api.HandshakeChange;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.engine.tls.TlsEnds;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** TLS at the sides of a proxy, with the keys of {@link Keys}. */
final class Ends {

  private Ends() {}

  /** At the client's side only. Bad certificates are those of {@code bad}. */
  static TlsEnds atClient(SSLContext good, SSLContext bad) {
    return new TlsEnds(Optional.of(client(good, bad)), Optional.empty());
  }

  /** At both sides. */
  static TlsEnds atBoth(SSLContext good, SSLContext bad) {
    return new TlsEnds(Optional.of(client(good, bad)), Optional.of(backend(good)));
  }

  private static ClientEnd client(SSLContext good, SSLContext bad) {
    return (allocator, backend, alpn, change) -> {
      SSLEngine engine = (change.certificate().isPresent() ? bad : good).createSSLEngine();
      engine.setUseClientMode(false);
      change
          .version()
          .ifPresent(version -> engine.setEnabledProtocols(new String[] {"TLSv" + version}));
      Optional<HandshakeChange.Alpn> wrong = change.alpn();
      return handler(engine, wrong.isPresent() ? List.of() : alpn);
    };
  }

  private static BackendEnd backend(SSLContext trusting) {
    return (allocator, backend, alpn) -> {
      SSLEngine engine = trusting.createSSLEngine(backend.host(), backend.port());
      engine.setUseClientMode(true);
      return handler(engine, alpn);
    };
  }

  private static SslHandler handler(SSLEngine engine, List<String> alpn) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(alpn.toArray(String[]::new));
    engine.setSSLParameters(parameters);
    return new SslHandler(engine);
  }
}
