package io.galopin.hostile;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A backend that treats each connection after a script and closes it then. */
final class RudeBackend implements AutoCloseable {

  /** What is done with one connection. */
  interface Script {
    void play(Peer proxy) throws IOException;
  }

  private final ServerSocket listening;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  RudeBackend(Script script) throws IOException {
    listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(script));
  }

  Address address() {
    return new Address("127.0.0.1", listening.getLocalPort());
  }

  private void accept(Script script) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        threads.execute(() -> play(script, socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void play(Script script, Socket socket) {
    try (Peer proxy = new Peer(socket)) {
      script.play(proxy);
    } catch (IOException gone) {
      // Whatever it was that ended the connection, the client's side tells.
    } finally {
      sockets.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdown();
  }
}
