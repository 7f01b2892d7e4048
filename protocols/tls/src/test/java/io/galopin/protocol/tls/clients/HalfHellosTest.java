package io.galopin.protocol.tls.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.Turns;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.protocol.tls.TlsProtocolFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stop in the middle of their hello. */
class HalfHellosTest {

  /** What it claims to be: one record of 16 KiB, with a message of 40,000 bytes. */
  private static final byte[] BEGINNING = {22, 3, 1, 0x40, 0, 1, 0, (byte) 0x9C, 0x40, 3, 3};

  /** How much of it comes. */
  private static final int HALF = 8_000;

  private static final int AT_A_TIME = 500;

  private SSLContext context;
  private EchoServer server;
  private Engine engine;
  private Proxy proxy;

  private void start(boolean ended) throws Exception {
    context = Keys.context();
    server = new EchoServer(context, "TLSv1.3");
    engine = new Engine(EngineSettings.withSeed(1));
    TlsProtocolFactory tls = new TlsProtocolFactory();
    Protocol passing = tls.create(Options.defaults(tls.options()));
    ProxySpec spec =
        new ProxySpec(
            "web",
            new Address("127.0.0.1", 0),
            new Address("127.0.0.1", server.port()),
            tls.name(),
            ended ? Turns::new : passing,
            RuleSet.none(),
            Limits.defaults(),
            true);
    proxy =
        engine
            .open(
                ended
                    ? spec.withTls(Ends.atBoth(context, context))
                        .withLayers(List.of(Made.of(tls.name(), passing)))
                    : spec)
            .join();
  }

  @AfterEach
  void stop() throws Exception {
    engine.close();
    server.close();
  }

  private InetSocketAddress address() {
    return proxy.address().orElseThrow();
  }

  private Socket half() throws IOException {
    Socket socket = new Socket();
    socket.connect(address());
    byte[] bytes = new byte[HALF];
    System.arraycopy(BEGINNING, 0, bytes, 0, BEGINNING.length);
    socket.getOutputStream().write(bytes);
    return socket;
  }

  private void shake() throws IOException {
    Socket plain = new Socket();
    plain.connect(address());
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 443, true)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write("hello".getBytes(US_ASCII));
      assertThat(socket.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(US_ASCII));
    }
  }

  /** Half of them reset their connections, and the others end them in order. */
  private void stopHalfWay(int clients) throws IOException {
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      open.add(half());
    }
    await().atMost(Duration.ofMinutes(2)).until(() -> proxy.connections() == clients);
    await().atMost(Duration.ofMinutes(2)).until(() -> engine.heldBytes() >= (long) clients * HALF);
    shake();
    for (int i = 0; i < clients; i++) {
      try (Socket socket = open.get(i)) {
        if (i % 2 == 0) {
          socket.setSoLinger(true, 0);
        } else {
          socket.shutdownOutput();
          socket.setSoTimeout(60_000);
          readToTheEnd(socket);
        }
      }
    }
    await().atMost(Duration.ofMinutes(2)).until(() -> proxy.connections() == 0);
    await().atMost(Duration.ofMinutes(2)).until(() -> engine.heldBytes() == 0);
  }

  /** What there is of the hello went to the server, which ends the connection as it likes. */
  private static void readToTheEnd(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      assertThat(reset).hasMessage("Connection reset");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leaveNothingBehind(boolean ended) throws Exception {
    start(ended);
    stopHalfWay(AT_A_TIME);
    shake();
  }

  /** They stop when they have got the server's part. */
  @Test
  void leaveNothingBehindIfTheyStopLater() throws Exception {
    start(true);
    stopBehindTheHello(50);
    shake();
  }

  private void stopBehindTheHello(int clients) throws Exception {
    byte[] hello = hello();
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Socket socket = new Socket();
      socket.connect(address());
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(hello);
      open.add(socket);
    }
    for (int i = 0; i < clients; i++) {
      try (Socket socket = open.get(i)) {
        // The type of a record of a handshake.
        assertThat(socket.getInputStream().read()).isEqualTo(22);
        if (i % 2 == 0) {
          socket.setSoLinger(true, 0);
        }
      }
    }
    await().atMost(Duration.ofMinutes(2)).until(() -> proxy.connections() == 0);
    await().atMost(Duration.ofMinutes(2)).until(() -> engine.heldBytes() == 0);
  }

  private byte[] hello() throws SSLException {
    SSLEngine client = context.createSSLEngine("localhost", 443);
    client.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    client.wrap(ByteBuffer.allocate(0), hello);
    return Arrays.copyOf(hello.array(), hello.position());
  }

  @Tag("thorough")
  @Test
  void leaveNothingBehindHoweverManyStopLater() throws Exception {
    start(true);
    for (int clients = 0; clients < 10_000; clients += AT_A_TIME) {
      stopBehindTheHello(AT_A_TIME);
    }
    shake();
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leaveNothingBehindHoweverMany(boolean ended) throws Exception {
    start(ended);
    for (int clients = 0; clients < 10_000; clients += AT_A_TIME) {
      stopHalfWay(AT_A_TIME);
    }
    shake();
  }
}
