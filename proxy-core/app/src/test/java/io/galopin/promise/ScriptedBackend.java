package io.galopin.promise;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A backend that follows a script on each connection and remembers what it was sent. */
final class ScriptedBackend implements AutoCloseable {

  /** What to do with a connection before it is closed. */
  interface Script {
    void play(Socket socket, InputStream in) throws IOException;
  }

  private final ServerSocket listening =
      new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  ScriptedBackend(Script script) throws IOException {
    start("backend", () -> accept(script));
  }

  /** Returns a backend that says nothing and reads until the other end has ended its side. */
  static ScriptedBackend mute() throws IOException {
    return new ScriptedBackend((socket, in) -> in.transferTo(OutputStream.nullOutputStream()));
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  Address address() {
    return new Address("127.0.0.1", listening.getLocalPort());
  }

  private void accept(Script script) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        start("backend-connection", () -> play(script, socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void play(Script script, Socket socket) {
    String heard = "";
    try (socket) {
      Copying in = new Copying(socket.getInputStream());
      try {
        script.play(socket, in);
      } finally {
        heard = in.text();
      }
    } catch (IOException ended) {
      // What came before counts.
    }
    received.add(heard);
  }

  /** Returns what the next connection that ends has sent, one character per byte. */
  String received() throws InterruptedException {
    String heard = received.poll(30, TimeUnit.SECONDS);
    if (heard == null) {
      throw new AssertionError("no connection to the backend has ended");
    }
    return heard;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
