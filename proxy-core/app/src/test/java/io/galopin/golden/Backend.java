package io.galopin.golden;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend of a golden conversation. */
final class Backend implements AutoCloseable {

  /** What to do with a connection before it is closed. */
  interface Script {
    void play(Heard in, OutputStream out) throws IOException;
  }

  private final ServerSocket listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
  private final Script script;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  Backend(Script script) throws IOException {
    this.script = script;
    start(this::accept);
  }

  private Thread start(Runnable work) {
    Thread thread = new Thread(work, "golden-backend");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  Address address() {
    return new Address("127.0.0.1", listening.getLocalPort());
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        Heard in = new Heard(socket.getInputStream());
        heard.add(in);
        threads.add(start(() -> play(socket, in)));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void play(Socket socket, Heard in) {
    try (socket) {
      script.play(in, socket.getOutputStream());
    } catch (IOException ended) {
      // What came before counts.
    }
  }

  /**
   * Waits until all connections have ended, and returns what each received, in order of opening.
   */
  List<String> shown() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    return heard.stream().map(in -> in.digest(address())).toList();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
