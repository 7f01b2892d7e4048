package io.galopin.protocol.memcache;

import io.galopin.engine.socket.Address;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A minimal Memcache server for tests where {@code memcached} is not installed. Uses one thread per
 * connection.
 */
final class SmallServer implements AutoCloseable {

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Items items = new Items();

  SmallServer() throws IOException {
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "small server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      sockets.forEach(SmallServer::close);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      in.mark(1);
      boolean binary = in.read() == 0x80;
      in.reset();
      boolean goesOn = true;
      while (goesOn) {
        goesOn =
            binary ? new BinaryTalk(items, in, out).next() : new TextTalk(items, in, out).next();
        if (in.available() == 0) {
          out.flush();
        }
      }
    } catch (IOException clientHasGone) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException unlikely) {
      throw new IllegalStateException(unlikely);
    }
  }

  Address address() {
    return Address.of((InetSocketAddress) listener.getLocalSocketAddress());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
