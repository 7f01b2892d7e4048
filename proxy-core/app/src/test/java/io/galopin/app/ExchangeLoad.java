package io.galopin.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A backend, and clients that write down what they have seen. */
final class ExchangeLoad implements AutoCloseable {

  static final int CLIENTS = 64;
  static final int EACH = 20;

  private final ServerSocket backend = open();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** The address of the backend. */
  String address() {
    return "127.0.0.1:" + backend.getLocalPort();
  }

  /** A line per exchange: its ordinal, its label, bytes in and out, and whether it failed. */
  Queue<String> seen() {
    return seen;
  }

  @Override
  public void close() throws IOException {
    backend.close();
  }

  /** Answers everything that ends with {@code end}. */
  void serve(String end, String reply) {
    daemon(
        () -> {
          while (true) {
            Socket socket = backend.accept();
            daemon(
                () -> {
                  while (read(socket.getInputStream(), end) != null) {
                    socket.getOutputStream().write(reply.getBytes(ISO_8859_1));
                  }
                });
          }
        });
  }

  /** Does something with sockets. */
  private interface Work {
    void run() throws IOException;
  }

  private static Thread daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // By the other side.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Reads to the end of a message; null at the end of the stream. */
  static @Nullable String read(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < end.length()
        || !text.substring(text.length() - end.length()).equals(end)) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Lets each client send its requests, and notes what it sees. Every n-th is to fail. */
  void load(InetSocketAddress where, String request, String end, String label, int failing) {
    List<Thread> clients = new ArrayList<>();
    for (int c = 0; c < CLIENTS; c++) {
      String client = "c" + c;
      clients.add(
          daemon(
              () -> {
                try (Socket socket = new Socket(where.getAddress(), where.getPort())) {
                  for (int i = 1; i <= EACH; i++) {
                    String sent = request.replace("CLIENT", client).replace("NUMBER", "" + i);
                    socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
                    String reply = String.valueOf(read(socket.getInputStream(), end));
                    String what = label.replace("CLIENT", client).replace("NUMBER", "" + i);
                    boolean failed = failing > 0 && i % failing == 0;
                    assertThat(reply.contains("503")).isEqualTo(failed);
                    seen.add(
                        i + " " + what + " " + sent.length() + " " + reply.length() + " " + failed);
                  }
                }
              }));
    }
    try {
      for (Thread client : clients) {
        client.join();
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
