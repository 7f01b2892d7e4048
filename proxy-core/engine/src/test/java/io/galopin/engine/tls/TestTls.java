package io.galopin.engine.tls;

import io.galopin.engine.socket.Address;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Certificates of an authority of its own, and ends that use them. */
public final class TestTls {

  private final X509Bundle root;

  /** An authority named {@code test}. */
  public TestTls() {
    this("test");
  }

  /** An authority with a name. */
  public TestTls(String name) {
    root = authority(name);
  }

  private static X509Bundle authority(String name) {
    try {
      return new CertificateBuilder()
          .subject("CN=" + name)
          .ecp256()
          .setIsCertificateAuthority(true)
          .notBefore(Instant.now().minus(100, ChronoUnit.DAYS))
          .notAfter(Instant.now().plus(100, ChronoUnit.DAYS))
          .buildSelfSigned();
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A certificate of the authority for a name. */
  public X509Bundle certificate(String name) {
    return certificate(name, Instant.now().plus(10, ChronoUnit.DAYS));
  }

  /** The same, until a given time. */
  public X509Bundle certificate(String name, Instant notAfter) {
    try {
      CertificateBuilder builder =
          new CertificateBuilder()
              .subject("CN=" + name)
              .ecp256()
              .notBefore(Instant.now().minus(50, ChronoUnit.DAYS))
              .notAfter(notAfter);
      builder =
          Character.isDigit(name.charAt(0))
              ? builder.addSanIpAddress(name)
              : builder.addSanDnsName(name);
      return builder.buildIssuedBy(root);
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
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
              .trustManager(root.getRootCertificate())
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
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {root.toTrustManager()}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** For servers that show a certificate. */
  public SSLContext showing(X509Bundle certificate) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** An address whose name is an IP address of this machine. */
  public static Address loopback(int port) {
    return new Address("127.0.0.1", port);
  }
}
