package io.galopin.bench;

import io.galopin.engine.Address;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A backend on loopback: it echoes the byte {@link #ECHO}, and after another byte reads a number of
 * eight bytes and sends as many bytes. One thread per connection.
 */
final class Loopback implements AutoCloseable {

  static final byte ECHO = 1;
  private static final byte SEND = 2;

  private final ServerSocket listening;

  private Loopback(ServerSocket listening) {
    this.listening = listening;
  }

  static Loopback start() throws IOException {
    Loopback backend = new Loopback(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
    Thread accepting = new Thread(backend::accept, "bench-backend");
    accepting.setDaemon(true);
    accepting.start();
    return backend;
  }

  Address address() {
    return new Address("127.0.0.1", listening.getLocalPort());
  }

  /** What asks for {@code bytes} bytes. */
  static byte[] request(long bytes) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(SEND).putLong(bytes).array();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread serving = new Thread(() -> serve(socket), "bench-connection");
        serving.setDaemon(true);
        serving.start();
      }
    } catch (IOException closed) {
      // The end of the benchmark.
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      byte[] block = new byte[1 << 18];
      while (true) {
        if (in.readByte() == ECHO) {
          out.write(ECHO);
        } else {
          for (long left = in.readLong(); left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
          }
        }
      }
    } catch (EOFException ended) {
      // The client has what it wanted.
    } catch (IOException broken) {
      // The client left in the middle: its measurement fails there.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
