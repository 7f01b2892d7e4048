package io.galopin.control;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A backend on loopback for tests that sends back what it receives and ends when its client does.
 * Serves any number of connections on one thread. Stops reading while it cannot write.
 */
final class Echo implements AutoCloseable {

  private final Selector selector;
  private final ServerSocketChannel listening;

  Echo() {
    try {
      selector = Selector.open();
      listening = ServerSocketChannel.open();
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
      listening.configureBlocking(false);
      listening.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread thread = new Thread(this::run, "test-echo");
    thread.setDaemon(true);
    thread.start();
  }

  Address address() {
    return new Address("127.0.0.1", listening.socket().getLocalPort());
  }

  private void run() {
    try {
      while (selector.isOpen() && listening.isOpen()) {
        selector.select(
            key -> {
              try {
                serve(key);
              } catch (IOException gone) {
                close(key);
              }
            });
      }
      for (SelectionKey key : selector.keys()) {
        close(key);
      }
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void serve(SelectionKey key) throws IOException {
    if (key.isAcceptable()) {
      for (SocketChannel client = listening.accept(); client != null; client = listening.accept()) {
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(16_384));
      }
      return;
    }
    SocketChannel client = (SocketChannel) key.channel();
    ByteBuffer bytes = (ByteBuffer) key.attachment();
    if (key.isReadable() && client.read(bytes) < 0) {
      client.close();
      return;
    }
    bytes.flip();
    client.write(bytes);
    bytes.compact();
    key.interestOps(bytes.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    selector.wakeup();
  }
}
