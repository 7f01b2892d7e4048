package io.galopin.protocol.tls.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands before a port and passes on what one client sends byte by byte, each in its segment. */
final class Slow implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Socket to;

  Slow(int port) throws IOException {
    to = new Socket(InetAddress.getLoopbackAddress(), port);
    to.setTcpNoDelay(true);
    start(this::relay);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "slow");
    thread.setDaemon(true);
    thread.start();
  }

  private void relay() {
    try (Socket client = listening.accept()) {
      start(() -> pass(to, client));
      pass(client, to);
    } catch (IOException gone) {
      // The test is over.
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        out.write(next);
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      // The other one sees it.
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    to.close();
  }
}
