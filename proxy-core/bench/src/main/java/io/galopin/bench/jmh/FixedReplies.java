package io.galopin.bench.jmh;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A backend for one connection that gives each request, of a known length, the same reply. It
 * parses nothing and allocates nothing, so that only the proxy is measured.
 */
final class FixedReplies implements AutoCloseable {

  private final ServerSocket listening;
  private final int requestLength;
  private final int replyLength;
  private final byte[] replies;
  private final int mostAtOnce;

  private FixedReplies(ServerSocket listening, Wire wire, int mostAtOnce) {
    this.listening = listening;
    this.requestLength = wire.request().length;
    this.replyLength = wire.reply().length;
    this.replies = repeat(wire.reply(), mostAtOnce);
    this.mostAtOnce = mostAtOnce;
  }

  /** Starts a backend that reads and answers at most {@code mostAtOnce} requests at once. */
  static FixedReplies start(Wire wire, int mostAtOnce) throws IOException {
    FixedReplies backend =
        new FixedReplies(
            new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), wire, mostAtOnce);
    Thread serving = new Thread(backend::serve, "bench-backend");
    serving.setDaemon(true);
    serving.start();
    return backend;
  }

  Address address() {
    return new Address("127.0.0.1", listening.getLocalPort());
  }

  private void serve() {
    try (Socket socket = listening.accept()) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] block = new byte[mostAtOnce * requestLength];
      int partial = 0;
      for (int read = in.read(block); read >= 0; read = in.read(block, 0, block.length - partial)) {
        int bytes = partial + read;
        out.write(replies, 0, bytes / requestLength * replyLength);
        partial = bytes % requestLength;
      }
    } catch (IOException closed) {
      // The benchmark has ended.
    }
  }

  static byte[] repeat(byte[] part, int times) {
    byte[] whole = new byte[part.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, whole, i * part.length, part.length);
    }
    return whole;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
