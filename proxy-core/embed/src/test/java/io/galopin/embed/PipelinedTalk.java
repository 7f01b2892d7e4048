package io.galopin.embed;

import io.galopin.client.Proxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A backend, and clients that send all their requests before they read a reply. Both send in pieces
 * of random lengths.
 */
final class PipelinedTalk implements AutoCloseable {

  private static final int REQUESTS = 8;

  private final Talk talk;
  private final ServerSocket listening;
  private final AtomicLong seeds;

  /** Starts the backend. */
  PipelinedTalk(Talk talk, long seed) throws IOException {
    this.talk = talk;
    this.seeds = new AtomicLong(seed);
    this.listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable serve) {
    Thread thread = new Thread(serve, "pipelined-backend");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    Random pieces = new Random(seeds.incrementAndGet());
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (int lines = 1; in.readLine() != null; lines++) {
        if (lines % talk.lines() == 0) {
          send(socket, talk.reply(), pieces);
        }
      }
    } catch (IOException reset) {
      // This is expected.
    }
  }

  /**
   * Connects clients one after another, then lets them talk in turns. Returns when all have ended.
   */
  void callFrom(int clients, Proxy proxy, Random pieces) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      Socket socket = new Socket(proxy.host(), proxy.port());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      sockets.add(socket);
    }
    StringBuilder requests = new StringBuilder();
    for (int number = 0; number < REQUESTS; number++) {
      requests.append(talk.request(number));
    }
    for (Socket socket : sockets) {
      try {
        send(socket, requests.toString(), pieces);
        socket.shutdownOutput();
      } catch (IOException reset) {
        // This is expected.
      }
    }
    for (Socket socket : sockets) {
      try (socket) {
        socket.getInputStream().readAllBytes();
      } catch (IOException reset) {
        // This is expected.
      }
    }
  }

  private static void send(Socket socket, String text, Random pieces) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(bytes.length - from, 1 + pieces.nextInt(100));
      socket.getOutputStream().write(bytes, from, length);
      from += length;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
