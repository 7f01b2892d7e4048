package io.galopin.embed;

import io.galopin.client.Proxy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that keeps its connection for as long as possible. */
final class Visitor implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  Visitor(Proxy proxy) {
    try {
      socket = new Socket(proxy.host(), proxy.port());
      socket.setSoTimeout(20_000);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Sends a request and reads the reply.
   *
   * @return whether the connection is still open
   */
  boolean get(String path, String id) {
    try {
      String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Id: " + id + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int read = in.read();
        if (read < 0) {
          return false;
        }
        head.append((char) read);
      }
      String length = head.toString().replaceAll("(?is).*\ncontent-length: *(\\d+)\r.*", "$1");
      in.readNBytes(Integer.parseInt(length));
      return true;
    } catch (IOException reset) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
