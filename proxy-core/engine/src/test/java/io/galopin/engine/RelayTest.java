package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest {

  private static final int MEGABYTES = 64;

  /** More than all buffers between take. */
  private static final int LARGE = 16;

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bringsLargeUploadsAndDownloadsThroughUnchanged(boolean watched) throws Exception {
    BlockingQueue<Long> received = new LinkedBlockingQueue<>();
    Address backend =
        rig.backend(
            socket -> {
              received.add(drain(socket.getInputStream()));
              send(socket.getOutputStream(), 7);
            });
    Proxy proxy =
        watched
            ? rig.open(new TurnProtocol(), backend, new Behavior() {})
            : rig.open(new TurnProtocol(), backend);
    try (Socket client = rig.connect(proxy)) {
      long sent = send(client.getOutputStream(), 3);
      client.shutdownOutput();
      assertThat(drain(client.getInputStream())).isEqualTo(checksum(7));
      assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(sent);
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void carriesTheEndOfOneDirectionWhileTheOtherGoesOn() throws Exception {
    Address backend =
        rig.backend(
            socket -> {
              byte[] question = socket.getInputStream().readAllBytes();
              socket.getOutputStream().write("you said ".getBytes(US_ASCII));
              socket.getOutputStream().write(question);
            });
    try (Socket client = rig.connect(rig.open(new TurnProtocol(), backend))) {
      client.getOutputStream().write("hello".getBytes(US_ASCII));
      client.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes())
          .asString(US_ASCII)
          .isEqualTo("you said hello");
    }
  }

  @Test
  void bringsEverythingToAClientThatHasEndedItsSideAndReadsSlowly() throws Exception {
    AtomicLong written = new AtomicLong();
    Address backend =
        rig.backend(
            socket -> {
              drain(socket.getInputStream());
              byte[] megabyte = new byte[1 << 20];
              for (int i = 0; i < MEGABYTES; i++) {
                socket.getOutputStream().write(megabyte);
                written.incrementAndGet();
              }
            });
    try (Socket client = rig.connect(rig.open(new TurnProtocol(), backend))) {
      client.shutdownOutput();
      for (int pause = 0; pause < 3; pause++) {
        // Everything between is full when the backend no longer gets on.
        AtomicLong seen = new AtomicLong();
        await()
            .during(Duration.ofMillis(150))
            .until(() -> written.get() > 0 && seen.getAndSet(written.get()) == written.get());
        client.getInputStream().skipNBytes(16 << 20);
      }
      client.getInputStream().skipNBytes((MEGABYTES - 48L) << 20);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void carriesTheEndOfTheBackendWhileTheClientGoesOn() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    Address backend =
        rig.backend(
            socket -> {
              socket.getOutputStream().write("bye".getBytes(US_ASCII));
              socket.shutdownOutput();
              heard.add(new String(socket.getInputStream().readAllBytes(), US_ASCII));
            });
    try (Socket client = rig.connect(rig.open(new TurnProtocol(), backend))) {
      assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("bye");
      client.getOutputStream().write("still here".getBytes(US_ASCII));
      client.shutdownOutput();
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("still here");
    }
  }

  @Test
  void letsTheBackendSpeakFirst() throws Exception {
    Address backend =
        rig.backend(socket -> socket.getOutputStream().write("220 hi".getBytes(US_ASCII)));
    try (Socket client = rig.connect(rig.open(new TurnProtocol(), backend, new Behavior() {}))) {
      assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("220 hi");
    }
  }

  @Test
  void carriesAResetOfTheBackendToTheClient() throws Exception {
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              socket.setSoLinger(true, 0);
            });
    try (Socket client = rig.connect(rig.open(new TurnProtocol(), backend))) {
      client.getOutputStream().write(1);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void carriesAResetOfTheClientToTheBackend() throws Exception {
    BlockingQueue<String> end = new LinkedBlockingQueue<>();
    Address backend =
        rig.backend(
            socket -> {
              socket.getOutputStream().write(socket.getInputStream().read());
              try {
                end.add("read " + socket.getInputStream().read());
              } catch (SocketException reset) {
                end.add("reset");
              }
            });
    Proxy proxy = rig.open(new TurnProtocol(), backend);
    Socket client = rig.connect(proxy);
    client.getOutputStream().write(1);
    client.getInputStream().read();
    client.setSoLinger(true, 0);
    client.close();
    assertThat(end.poll(20, TimeUnit.SECONDS)).isEqualTo("reset");
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void deliversWhatTheBackendSaidBeforeItStoppedListening() throws Exception {
    // The backend answers early and closes with unread input, which resets its connection.
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              socket.getOutputStream().write("413".getBytes(US_ASCII));
              socket.shutdownOutput();
              socket.getInputStream().readNBytes(1 << 20);
            });
    try (Socket client = rig.connect(rig.open(new TurnProtocol(), backend))) {
      Thread sending = new Thread(() -> sendUntilItFails(client), "test-client");
      sending.start();
      assertThat(client.getInputStream().readNBytes(3)).asString(US_ASCII).isEqualTo("413");
      client.close();
      sending.join();
    }
  }

  @Test
  void closesTheClientWhenTheBackendRefuses() throws Exception {
    Proxy proxy = rig.open(new TurnProtocol(), deadAddress());
    try (Socket client = rig.connect(proxy)) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(rig.engine.journal().after(0, 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.origin()).isEqualTo(Journal.Origin.NETWORK);
              assertThat(entry.decision()).contains("cannot be reached").contains("refused");
            });
  }

  @Test
  void tellsTheClientInTheProtocolsWordsWhenTheBackendRefuses() throws Exception {
    try (Socket client = rig.connect(rig.open(new LineProtocol(), deadAddress()))) {
      client.getOutputStream().write("hello\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readAllBytes())
          .asString(US_ASCII)
          .isEqualTo("TROUBLE UNREACHABLE\n");
    }
  }

  @Test
  void reachesABackendByName() throws Exception {
    Address backend = rig.backend(socket -> socket.getOutputStream().write('x'));
    try (Socket client =
        rig.connect(rig.open(new TurnProtocol(), new Address("localhost", backend.port())))) {
      assertThat(client.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("x");
    }
  }

  @Test
  void leavesNothingWhenItsProxyIsClosed() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    Address backend =
        rig.backend(
            socket -> {
              socket.getInputStream().read();
              arrived.countDown();
              socket.getInputStream().readAllBytes();
            });
    Proxy proxy = rig.open(new TurnProtocol(), backend);
    Socket client = rig.connect(proxy);
    client.getOutputStream().write(1);
    // A socket that is closed with bytes unread resets.
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    proxy.close().get(20, TimeUnit.SECONDS);
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(rig.engine.proxies()).isEmpty();
  }

  @Test
  void saysWhichAddressItCannotListenOn() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address listen = new Address("127.0.0.1", taken.getLocalPort());
      ProxySpec spec =
          new ProxySpec(
              "p",
              listen,
              listen,
              "test",
              new TurnProtocol(),
              RuleSet.none(),
              Limits.defaults(),
              true);
      assertThat(rig.engine.open(spec))
          .failsWithin(20, TimeUnit.SECONDS)
          .withThrowableThat()
          .withMessageContaining("cannot listen on " + listen);
      assertThat(rig.engine.proxies()).isEmpty();
    }
  }

  private static Address deadAddress() throws IOException {
    try (ServerSocket brief = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Address("127.0.0.1", brief.getLocalPort());
    }
  }

  private static void sendUntilItFails(Socket client) {
    try {
      send(client.getOutputStream(), 1, MEGABYTES);
    } catch (IOException expected) {
      assertThat(expected).isNotNull();
    }
  }

  private static long send(OutputStream out, int seed) throws IOException {
    return send(out, seed, LARGE);
  }

  private static long send(OutputStream out, int seed, int megabytes) throws IOException {
    Random random = new Random(seed);
    CRC32 sum = new CRC32();
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < megabytes; i++) {
      random.nextBytes(megabyte);
      sum.update(megabyte);
      out.write(megabyte);
    }
    return sum.getValue();
  }

  private static long checksum(int seed) throws IOException {
    return send(OutputStream.nullOutputStream(), seed);
  }

  private static long drain(InputStream in) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sum.update(buffer, 0, n);
    }
    return sum.getValue();
  }
}
