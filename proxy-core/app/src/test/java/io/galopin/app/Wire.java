package io.galopin.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.engine.Proxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection to a proxy on which a test makes requests one after the other. */
record Wire(Socket socket) implements AutoCloseable {

  static Wire to(Proxy proxy) throws IOException {
    InetSocketAddress there = proxy.address().orElseThrow();
    Socket socket = new Socket(there.getAddress(), there.getPort());
    socket.setSoTimeout(20_000);
    return new Wire(socket);
  }

  /** Asks for a path; returns the status, or -1 if the connection has ended. */
  int status(String path) throws IOException {
    send(path);
    return status();
  }

  /** Asks for a path. */
  void send(String path) throws IOException {
    write("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  /** Reads a response; returns its status, or -1 if the connection has ended. */
  int status() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return -1;
      }
      head.append((char) next);
    }
    int length =
        Integer.parseInt(head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1"));
    in.readNBytes(length);
    return Integer.parseInt(head.substring(9, 12));
  }

  /** Sends a line; returns the line that comes back. */
  String line(String sent) throws IOException {
    write(sent + "\n");
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
