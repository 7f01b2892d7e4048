package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.galopin.control.ControlRig.Answer;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A server without proxies, a backend that echoes, and clients, for tests. */
final class ToxiproxyRig implements AutoCloseable {

  final ControlRig control = ControlRig.options().start();
  final Echo echo = new Echo();
  private final List<Socket> sockets = new ArrayList<>();

  /** Creates a proxy in front of the echo. */
  JsonNode create(String name) {
    return create(name, "");
  }

  /** Creates a proxy with more fields: {@code ", \"enabled\": false"}. */
  JsonNode create(String name, String more) {
    Answer answer = post("/proxies", entry(name, more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  /** The body that creates a proxy in front of the echo, on a free port. */
  String entry(String name, String more) {
    return "{\"name\":\"%s\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"%s\"%s}"
        .formatted(name, echo.address(), more);
  }

  /** Adds a toxic. */
  void add(String proxy, String toxic) {
    Answer answer = post("/proxies/" + proxy + "/toxics", toxic);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  Answer get(String path) {
    return control.get(path);
  }

  Answer put(String path, String body) {
    return control.put(path, body);
  }

  Answer post(String path, String body) {
    return control.post(path, body);
  }

  /** Asserts that a call is refused in Toxiproxy's form. */
  static void assertRefused(Answer answer, int status, String start) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().get("error").textValue()).startsWith(start);
    assertThat(answer.json().get("status").intValue()).isEqualTo(status);
    assertThat(answer.json()).hasSize(2);
  }

  ToxiproxyClient client() {
    return new ToxiproxyClient("127.0.0.1", control.address.getPort());
  }

  /** Opens a connection to a proxy. */
  Socket connect(String proxy) {
    return connectTo(get("/proxies/" + proxy).json().get("listen").textValue());
  }

  Socket connectTo(String listen) {
    try {
      Address address = Address.parse("listen", listen);
      Socket socket =
          new Socket(address.host().equals("::") ? "127.0.0.1" : address.host(), address.port());
      socket.setSoTimeout(20_000);
      sockets.add(socket);
      return socket;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends bytes and waits for the echo. */
  static void assertEchoes(Socket socket) throws IOException {
    assertEchoes(socket, "hello");
  }

  static void assertEchoes(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    assertThat(read(socket, text.length())).isEqualTo(text);
  }

  /** Reads this number of bytes as text; fewer if the stream ends earlier. */
  static String read(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns bytes in which lost, repeated or swapped pieces are noticed. */
  static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i ^ (i >>> 8) ^ (i >>> 16));
    }
    return bytes;
  }

  static void assertPattern(byte[] bytes, int length) {
    assertThat(Arrays.mismatch(bytes, pattern(length))).isEqualTo(-1);
  }

  /** Returns a port on which nobody listens now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    control.close();
    echo.close();
  }
}
