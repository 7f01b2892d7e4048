package io.galopin.bench.jmh;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A client that sends requests without waiting for each reply. While it reads the replies to one
 * batch, the next is on its way. Allocates nothing after the start.
 */
final class Pipeline implements AutoCloseable {

  private final Socket socket;
  private final int batch;
  private final byte[] requests;
  private final byte[] replies;

  private Pipeline(Socket socket, Wire wire, int batch) {
    this.socket = socket;
    this.batch = batch;
    this.requests = FixedReplies.repeat(wire.request(), batch);
    this.replies = new byte[batch * wire.reply().length];
  }

  /**
   * Connects to a proxy.
   *
   * @param batch how many requests are sent at once; twice as many must fit into the buffers
   *     between here and the backend, because one thread does everything
   */
  static Pipeline connect(SocketAddress proxy, Wire wire, int batch) throws IOException {
    Socket socket = new Socket();
    socket.connect(proxy);
    socket.setTcpNoDelay(true);
    return new Pipeline(socket, wire, batch);
  }

  /**
   * Sends requests and returns when all replies have arrived.
   *
   * @param count the number of exchanges; a multiple of the batch
   */
  void exchange(int count) throws IOException {
    socket.getOutputStream().write(requests);
    for (int left = count - batch; left > 0; left -= batch) {
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
