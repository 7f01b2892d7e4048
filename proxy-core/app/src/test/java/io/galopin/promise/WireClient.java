package io.galopin.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.engine.Proxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/** A client that records each byte of a reply and how the connection ended. */
final class WireClient implements AutoCloseable {

  /** How a connection ended, or that nothing came for a while. */
  enum End {
    CLOSE,
    RESET,
    SILENCE
  }

  /**
   * What came.
   *
   * @param bytes one character each
   */
  record Heard(String bytes, End end) {

    String head() {
      return bytes.substring(0, bytes.indexOf("\r\n\r\n") + 4);
    }

    String body() {
      return bytes.substring(head().length());
    }

    /** Returns the body without the framing of chunks, even if it is cut short. */
    String payload() {
      if (!head().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
        return body();
      }
      StringBuilder payload = new StringBuilder();
      String rest = body();
      while (rest.contains("\r\n")) {
        int line = rest.indexOf("\r\n");
        int size = Integer.parseInt(rest.substring(0, line), 16);
        String chunk = rest.substring(line + 2);
        payload.append(chunk, 0, Math.min(size, chunk.length()));
        rest = size == 0 || chunk.length() < size + 2 ? "" : chunk.substring(size + 2);
      }
      return payload.toString();
    }
  }

  private final Socket socket;

  WireClient(Proxy proxy) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), Stand.port(proxy));
    socket.setSoTimeout(30_000);
  }

  WireClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return this;
  }

  /** Requests a path, and asks to close the connection after the reply. */
  WireClient get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }

  /** Reads until the connection ends. */
  Heard heard() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    End end;
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      end = End.CLOSE;
    } catch (SocketTimeoutException nothing) {
      end = End.SILENCE;
    } catch (SocketException reset) {
      end = End.RESET;
    }
    return new Heard(bytes.toString(ISO_8859_1), end);
  }

  /** Does the same as {@link #heard}, but stops when nothing has arrived for a moment. */
  Heard heardForAMoment() throws IOException {
    socket.setSoTimeout(300);
    Heard heard = heard();
    socket.setSoTimeout(30_000);
    return heard;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
