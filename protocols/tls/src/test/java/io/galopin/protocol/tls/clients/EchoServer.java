package io.galopin.protocol.tls.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server that gives back what it gets, in TLS. Each client has a thread of its own. */
final class EchoServer implements AutoCloseable {

  private final SSLServerSocket listening;
  private final AtomicInteger shaken = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile List<String> alpn = List.of();

  EchoServer(SSLContext context, String... protocols) throws IOException {
    listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listening.setEnabledProtocols(protocols);
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        SSLSocket client = (SSLSocket) listening.accept();
        accepted.incrementAndGet();
        start(() -> echo(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void echo(SSLSocket accepted) {
    try (SSLSocket client = accepted) {
      SSLParameters parameters = client.getSSLParameters();
      parameters.setApplicationProtocols(alpn.toArray(String[]::new));
      client.setSSLParameters(parameters);
      client.startHandshake();
      shaken.incrementAndGet();
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException gone) {
      // The client knows better than its server.
    }
  }

  /** Sets the application protocols that it speaks, best first. */
  void speak(String... protocols) {
    alpn = List.of(protocols);
  }

  /** How many connections it has got. */
  int accepted() {
    return accepted.get();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many handshakes were completed. */
  int shaken() {
    return shaken.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
