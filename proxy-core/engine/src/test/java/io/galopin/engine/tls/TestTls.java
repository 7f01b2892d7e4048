package io.galopin.engine.tls;

import io.galopin.engine.socket.Address;
import io.galopin.testbed.TestAuthority;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Certificates of an authority of its own, and ends that use them. */
public final class TestTls {

  private final TestAuthority authority;

  /** An authority named {@code test}. */
  public TestTls() {
    this("test");
  }

  /** An authority with a name. */
  public TestTls(String name) {
    authority = new TestAuthority(name);
  }

  /** A certificate of the authority for a name. */
  public X509Bundle certificate(String name) {
    return authority.certificate(name);
  }

  /** The same, until a given time. */
  public X509Bundle certificate(String name, Instant notAfter) {
    return authority.certificate(notAfter, name);
  }

  /** The client's side of a proxy that shows a certificate. */
  public ClientEnd atClients(X509Bundle certificate) {
    try {
      SslContext context =
          SslContextBuilder.forServer(
                  certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
              .sslProvider(SslProvider.JDK)
              .build();
      return (allocator, backend, alpn, change) -> context.newHandler(allocator);
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The backend's side of a proxy that trusts the authority, and checks names. */
  public BackendEnd atBackend() {
    try {
      SslContext context =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .trustManager(authority.root())
              .build();
      return (allocator, backend, alpn) -> {
        SslHandler handler = context.newHandler(allocator, backend.host(), backend.port());
        SSLEngine engine = handler.engine();
        SSLParameters checked = engine.getSSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(checked);
        return handler;
      };
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** For clients that trust the authority. */
  public SSLContext trusting() {
    return authority.trusting();
  }

  /** For servers that show a certificate. */
  public SSLContext showing(X509Bundle certificate) {
    return authority.showing(certificate);
  }

  /** An address whose name is an IP address of this machine. */
  public static Address loopback(int port) {
    return new Address("127.0.0.1", port);
  }
}
