package io.galopin.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Java's own client, with one context, so that it resumes sessions. */
final class TlsClient {

  private static final int MILLIS = 20_000;

  private final SSLContext context;

  /** A client that trusts these, and shows what a key manager has. */
  TlsClient(TrustManager trust, @Nullable KeyManager keys) {
    try {
      context = SSLContext.getInstance("TLS");
      context.init(keys == null ? null : new KeyManager[] {keys}, new TrustManager[] {trust}, null);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static TlsClient trusting(X509Certificate... authorities) {
    return new TlsClient(TrustFiles.of(List.of(authorities)), null);
  }

  static TlsClient trustingAll() {
    return new TlsClient(new AnyTrust(), null);
  }

  /** What a connection was like. */
  record Talk(SSLSession session, String alpn) {
    X509Certificate certificate() {
      try {
        return (X509Certificate) session.getPeerCertificates()[0];
      } catch (IOException none) {
        throw new IllegalStateException(none);
      }
    }
  }

  /** Connects with one version, and leaves it open. */
  SSLSocket open(int port, String version) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(MILLIS);
    socket.setEnabledProtocols(new String[] {version});
    socket.startHandshake();
    return socket;
  }

  /** Connects, says a byte, and hears it again. */
  Talk talk(int port, String name) throws IOException {
    return talk(port, Optional.of(name), List.of(), List.of());
  }

  /**
   * The same.
   *
   * @param name sent and checked; if empty, none is sent, and 127.0.0.1 is checked
   * @param alpn the application protocols offered
   * @param versions as Java names them; if empty, its own
   */
  Talk talk(int port, Optional<String> name, List<String> alpn, List<String> versions)
      throws IOException {
    Socket plain = new Socket();
    plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, name.orElse("127.0.0.1"), port, true)) {
      socket.setSoTimeout(MILLIS);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(
          name.<List<javax.net.ssl.SNIServerName>>map(it -> List.of(new SNIHostName(it)))
              .orElse(List.of()));
      parameters.setApplicationProtocols(alpn.toArray(String[]::new));
      if (!versions.isEmpty()) {
        parameters.setProtocols(versions.toArray(String[]::new));
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      socket.getOutputStream().write('x');
      if (socket.getInputStream().read() != 'x') {
        throw new IOException("no echo");
      }
      return new Talk(socket.getSession(), socket.getApplicationProtocol());
    }
  }
}
