package io.galopin.bench.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * TLS of clients and backends. Clients trust everybody. Where there is OpenSSL, it is used, so that
 * the load takes little of the processor. Thread-safe.
 */
public final class Secured {

  private final SslContext clients;
  private final SslContext backends;
  private final boolean resumes;

  private Secured(SslContext clients, SslContext backends, boolean resumes) {
    this.clients = clients;
    this.backends = backends;
    this.resumes = resumes;
  }

  /**
   * Creates it.
   *
   * @param certificate of backends
   * @param version of the protocol, as in TLSv1.3
   * @param resumes whether clients resume the sessions of their earlier connections
   * @throws IOException if there is no such version here
   */
  public static Secured of(X509Bundle certificate, String version, boolean resumes)
      throws IOException {
    SslProvider provider = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    return new Secured(
        SslContextBuilder.forClient()
            .sslProvider(provider)
            .protocols(version)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm(null)
            .build(),
        SslContextBuilder.forServer(
                certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
            .sslProvider(provider)
            .build(),
        resumes);
  }

  /** Returns the handler of a client. Without the relay's address, it finds no earlier session. */
  ChannelHandler client(Channel channel, InetSocketAddress relay) {
    return resumes
        ? clients.newHandler(channel.alloc(), relay.getHostString(), relay.getPort())
        : clients.newHandler(channel.alloc());
  }

  /** Returns the handler of a connection at a backend. */
  ChannelHandler backend(Channel channel) {
    return backends.newHandler(channel.alloc());
  }
}
