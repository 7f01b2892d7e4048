package io.galopin.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.engine.socket.Address;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A client of a golden conversation. What it sends after the connection has ended is lost. */
final class Client implements AutoCloseable {

  private static final int PATIENCE = 60_000;

  private final Form form;
  private final Socket socket;
  private final Heard in;
  private String end = "open";

  Client(Form form, int port) throws IOException {
    this.form = form;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE);
    in = new Heard(socket.getInputStream());
  }

  /** Sends all of it at once. */
  void send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException gone) {
      // Reading tells how it has ended.
    }
  }

  /** Sends requests, each when the reply to the one before has arrived. */
  void ask(String... requests) throws IOException {
    for (String request : requests) {
      if (!end.equals("open")) {
        return;
      }
      send(request);
      reply(request);
    }
  }

  /** Reads a reply. */
  void reply(String request) throws IOException {
    read(() -> form.readReply(in, request));
  }

  /** Reads exactly this number of bytes. */
  void bytes(int count) throws IOException {
    read(() -> Form.exactly(in, count));
  }

  private interface Reading {
    void read() throws IOException;
  }

  private void read(Reading reading) throws IOException {
    try {
      reading.read();
    } catch (SocketTimeoutException silence) {
      throw new IOException("nothing came behind " + in.text(), silence);
    } catch (IOException ended) {
      end = ended instanceof EOFException ? "close" : "reset";
    }
  }

  /** Ends its side, and reads until the other side has ended, too. */
  void finish() throws IOException {
    if (end.equals("open")) {
      endSide();
      rest();
    }
  }

  /** Ends its side. */
  void endSide() {
    try {
      socket.shutdownOutput();
    } catch (IOException gone) {
      // Reading tells how it has ended.
    }
  }

  /** Reads until the other side ends. */
  void rest() throws IOException {
    read(
        () -> {
          in.transferTo(OutputStream.nullOutputStream());
          throw new EOFException();
        });
  }

  String shown(Address backend) {
    return in.digest(backend) + ", " + end;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
