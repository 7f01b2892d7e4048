package io.galopin.protocol.tls.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server that gives back what it gets, in TLS. Each client has a thread of its own. */
final class EchoServer implements AutoCloseable {

  private final SSLServerSocket listening;
  private final AtomicInteger shaken = new AtomicInteger();

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
        start(() -> echo(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void echo(SSLSocket accepted) {
    try (SSLSocket client = accepted) {
      client.startHandshake();
      shaken.incrementAndGet();
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException gone) {
      // The client knows better than its server.
    }
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
