package io.galopin.tls;

import io.galopin.engine.tls.HandshakeInMemory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handshakes in memory. Java's TLS loads some hundred classes in the first handshake of a process,
 * part of them where the handshake is driven. So that this is not the event loop of the first
 * client, a thread of the end's own goes through a handshake before.
 */
final class Rehearsal {

  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

  private Rehearsal() {}

  /**
   * Does a handshake in each version, and carries a byte in both directions. It takes some hundred
   * milliseconds the first time, so not for an event loop.
   *
   * @param server of which Java's TLS is the provider, and which is used for nothing else: sessions
   *     of the rehearsal are not to be mixed with those of clients
   * @param versions as Java names them
   * @return the versions in which it has succeeded; it fails in all of them if the server insists
   *     on a certificate of the client's
   */
  static List<String> of(Supplier<SslContext> server, List<String> versions) {
    List<String> done = new ArrayList<>();
    try {
      SslContext end = server.get();
      for (String version : versions) {
        if (succeeds(end, version)) {
          done.add(version);
        }
      }
    } catch (TlsConfigException wrong) {
      // The first client will meet the same, and it will be told then.
      log.debug("no handshake could be rehearsed", wrong);
    }
    return done;
  }

  private static boolean succeeds(SslContext server, String version) {
    try {
      return HandshakeInMemory.succeeds(server, client(version));
    } catch (SSLException | RuntimeException failure) {
      log.debug("the rehearsal of a handshake in {} failed", version, failure);
      return false;
    }
  }

  private static SslContext client(String version) throws SSLException {
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.JDK)
        .protocols(version)
        .trustManager(new AnyTrust())
        .endpointIdentificationAlgorithm("")
        .build();
  }
}
