package io.galopin.bench.jmh;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A client that sends requests without waiting for each reply. While it reads the replies to one
 * batch, the next is on its way; two batches fit into the buffers between here and the backend, so
 * that one thread can do it all. Allocates nothing after its start.
 */
final class Pipeline implements AutoCloseable {

  private static final int BATCH = 200;

  private final Socket socket;
  private final byte[] requests;
  private final byte[] replies;

  private Pipeline(Socket socket, Wire wire) {
    this.socket = socket;
    this.requests = FixedReplies.repeat(wire.request(), BATCH);
    this.replies = new byte[BATCH * wire.reply().length];
  }

  static Pipeline connect(SocketAddress proxy, Wire wire) throws IOException {
    Socket socket = new Socket();
    socket.connect(proxy);
    socket.setTcpNoDelay(true);
    return new Pipeline(socket, wire);
  }

  /**
   * Returns when all replies have come.
   *
   * @param count of exchanges; a multiple of the batch
   */
  void exchange(int count) throws IOException {
    socket.getOutputStream().write(requests);
    for (int left = count - BATCH; left > 0; left -= BATCH) {
      socket.getOutputStream().write(requests);
      readBatch();
    }
    readBatch();
  }

  private void readBatch() throws IOException {
    if (socket.getInputStream().readNBytes(replies, 0, replies.length) < replies.length) {
      throw new IOException("replies ended early (expected: one for each request)");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
