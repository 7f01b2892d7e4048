package io.galopin.testkit.sockets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection on which a test writes and reads bytes, as characters from 0 to 255. A read fails
 * after a minute without bytes. Used by one thread.
 */
public class ByteClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final int BUFFER = 1 << 18;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Connects to a port of this machine. */
  public ByteClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = socket.getOutputStream();
  }

  /** Returns what comes, without what was already read. */
  public final InputStream in() {
    return in;
  }

  /** Returns where bytes go to. */
  public final OutputStream out() {
    return out;
  }

  /** Sends bytes. */
  public ByteClient say(String bytes) throws IOException {
    out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return this;
  }

  /** Says that nothing more comes, and can still read. */
  public final void end() throws IOException {
    socket.shutdownOutput();
  }

  /** Sets how long later reads wait. */
  public final void giveUpAfter(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
  }

  /** Reads this many bytes; fewer if the connection ends. */
  public final String read(int count) throws IOException {
    return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
  }

  /** Reads up to and with {@code end}. */
  public final String readTo(String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.length() < end.length()
        || !read.substring(read.length() - end.length()).equals(end)) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("after " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  /** Reads the next line, without the CR LF at its end. */
  public final String line() throws IOException {
    String line = readTo("\r\n");
    return line.substring(0, line.length() - 2);
  }

  /** Reads until the connection ends. */
  public final String readToEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public final void close() throws IOException {
    socket.close();
  }
}
