package io.galopin.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A backend that sends back what it receives. Its threads end with the JVM, or when it is closed.
 */
final class Echo implements AutoCloseable {

  /** Shared by all tests that do not close their backend. */
  static final Echo SHARED = new Echo();

  private final ServerSocket server;

  Echo() {
    try {
      server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    daemon(this::accept);
  }

  private static void daemon(Runnable action) {
    Thread thread = new Thread(action, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        daemon(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException gone) {
      // A test has broken the connection, as tests here do.
      return;
    }
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return server.getLocalPort();
  }

  /** Sends a byte and returns the one that comes back; -1 if the connection is closed instead. */
  static int ask(InetSocketAddress where) {
    try (Socket socket = new Socket(where.getAddress(), where.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write('a');
      return socket.getInputStream().read();
    } catch (IOException broken) {
      return -1;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
