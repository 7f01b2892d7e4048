package io.galopin.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * Calls a control API over one persistent connection, one call at a time, on the calling thread. An
 * HTTP client with its own threads would measure those threads on a busy machine.
 */
public final class HttpCalls implements AutoCloseable {

  private static final int FIRST_ERROR = 400;

  private final Socket socket = new Socket();
  private final InputStream in;

  public HttpCalls(InetSocketAddress address) throws IOException {
    socket.connect(address);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Makes a call and returns the body of its reply.
   *
   * @param body JSON, or empty
   * @throws IOException if there is no reply, or an error
   */
  public String call(String method, String path, String body) throws IOException {
    String request =
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, socket.getPort(), body.length(), body);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      }
    }
    String reply = new String(in.readNBytes(length), US_ASCII);
    if (Integer.parseInt(status.split(" ")[1]) >= FIRST_ERROR) {
      throw new IOException(method + " " + path + ": " + status + " " + reply);
    }
    return reply;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the control API closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
