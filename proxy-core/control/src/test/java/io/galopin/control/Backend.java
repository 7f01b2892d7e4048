package io.galopin.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A backend on loopback for tests: it answers whatever ends with an empty line, as HTTP does. */
final class Backend implements AutoCloseable {

  private static final byte[] REPLY =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII);

  private final ServerSocket listening;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  Backend() {
    try {
      listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    daemon(this::accept);
  }

  Address address() {
    return new Address("127.0.0.1", listening.getLocalPort());
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        daemon(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      int ends = 0;
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        ends = b == '\n' ? ends + 1 : b == '\r' ? ends : 0;
        if (ends == 2) {
          socket.getOutputStream().write(REPLY);
        }
      }
    } catch (IOException gone) {
      // Tests may end connections in any way.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "test-backend");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
