package io.galopin.engine.tls;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.galopin.testbed.TestAuthority;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
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

  /** The client's side of a proxy that shows a certificate, and bad ones where it is told to. */
  public ClientEnd atClients(X509Bundle certificate) {
    SslContext good = server(certificate, List.of());
    return (allocator, backend, alpn, change) -> {
      SslContext context =
          change.equals(HandshakeChange.NONE)
              ? good
              : server(
                  change.certificate().map(this::bad).orElse(certificate),
                  change.version().map(version -> List.of("TLSv" + version)).orElse(List.of()));
      SslHandler handler = context.newHandler(allocator);
      if (change.alpn().isEmpty()) {
        offer(handler, alpn);
      }
      return handler;
    };
  }

  /** The same with another limit for handshakes. */
  public static ClientEnd limited(ClientEnd end, Duration limit) {
    return new ClientEnd() {
      @Override
      public SslHandler newHandler(
          ByteBufAllocator allocator, Address backend, List<String> alpn, HandshakeChange change) {
        return end.newHandler(allocator, backend, alpn, change);
      }

      @Override
      public Duration handshakeTimeout() {
        return limit;
      }
    };
  }

  /** The same with a limit for handshakes. */
  public static BackendEnd limited(BackendEnd end, Duration limit) {
    return new BackendEnd() {
      @Override
      public SslHandler newHandler(ByteBufAllocator allocator, Address backend, List<String> alpn) {
        return end.newHandler(allocator, backend, alpn);
      }

      @Override
      public Optional<Duration> handshakeTimeout() {
        return Optional.of(limit);
      }
    };
  }

  private static SslContext server(X509Bundle shown, List<String> versions) {
    try {
      return SslContextBuilder.forServer(
              shown.getKeyPair().getPrivate(), shown.getCertificatePath())
          .sslProvider(SslProvider.JDK)
          .protocols(versions.isEmpty() ? null : versions)
          .build();
    } catch (SSLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private X509Bundle bad(BadCertificate kind) {
    return switch (kind) {
      case EXPIRED -> certificate("127.0.0.1", Instant.now().minus(1, ChronoUnit.DAYS));
      case WRONG_NAME -> certificate("wrong.example");
      default -> new TestTls("unknown").certificate("127.0.0.1");
    };
  }

  private static void offer(SslHandler handler, List<String> alpn) {
    if (!alpn.isEmpty()) {
      SSLParameters offered = handler.engine().getSSLParameters();
      offered.setApplicationProtocols(alpn.toArray(String[]::new));
      handler.engine().setSSLParameters(offered);
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
        offer(handler, alpn);
        return handler;
      };
    } catch (SSLException impossible) {
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
