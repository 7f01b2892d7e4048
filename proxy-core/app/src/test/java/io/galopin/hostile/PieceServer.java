package io.galopin.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A backend that says as much as it is asked for: {@code GET /length/N} gets N bytes over HTTP,
 * {@code GET /chunks/N} the same in chunks of one byte, {@code stats} N lines of Memcache, and
 * {@code bytes N} N bytes without more ado.
 */
final class PieceServer implements AutoCloseable {

  static final int STATS = 400_000;
  static final String STAT = "STAT a b\r\n";

  final AtomicLong said = new AtomicLong();
  private final ServerSocket listening =
      new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  PieceServer() throws IOException {
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "pieces");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** The byte at a place of a body. */
  static byte at(long place) {
    return (byte) (place % 251);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        answer(line, out);
        out.flush();
      }
    } catch (SocketException gone) {
      // The client has seen enough.
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private void answer(String line, OutputStream out) throws IOException {
    String[] words = line.split("[ /]+");
    if (line.startsWith("GET /length/")) {
      say(out, "HTTP/1.1 200 OK\r\nContent-Length: " + words[2] + "\r\n\r\n");
      body(Long.parseLong(words[2]), out);
    } else if (line.startsWith("GET /chunks/")) {
      say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (long left = Long.parseLong(words[2]); left > 0; left--) {
        say(out, "1\r\nx\r\n");
      }
      say(out, "0\r\n\r\n");
    } else if (line.equals("stats")) {
      for (int i = 0; i < STATS; i++) {
        say(out, STAT);
      }
      say(out, "END\r\n");
    } else if (line.startsWith("bytes ")) {
      body(Long.parseLong(words[1]), out);
    }
  }

  private void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
    said.addAndGet(text.length());
  }

  private void body(long length, OutputStream out) throws IOException {
    for (long i = 0; i < length; i++) {
      out.write(at(i));
      if (i % 1024 == 0) {
        said.addAndGet(1024);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
