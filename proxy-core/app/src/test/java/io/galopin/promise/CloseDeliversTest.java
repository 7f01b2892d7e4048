package io.galopin.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.Proxy;
import io.galopin.promise.WireClient.End;
import io.galopin.promise.WireClient.Heard;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that what was owed when a connection ended arrives, whatever the peer still sends. */
class CloseDeliversTest {

  private static final int LIMIT = 1 << 20;

  private final Stand stand = new Stand(1);

  @AfterEach
  void close() {
    stand.close();
  }

  /** Connects a client that takes little before it reads. */
  private static Socket connect(Proxy proxy) throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(64 << 10);
    client.setSoTimeout(30_000);
    client.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Stand.port(proxy)), 30_000);
    return client;
  }

  private static ScriptedBackend download() throws IOException {
    return new ScriptedBackend(
        (socket, in) -> {
          CompletableFuture<Void> sending =
              CompletableFuture.runAsync(
                  () -> {
                    try {
                      Pattern.write(2 * LIMIT, socket.getOutputStream());
                    } catch (IOException enough) {
                      // The connection has ended.
                    }
                  });
          in.transferTo(OutputStream.nullOutputStream());
          sending.join();
        });
  }

  @Test
  void aClientThatGoesOnSendingGetsAllThatALimitLets() throws Exception {
    try (ScriptedBackend backend = download()) {
      Proxy proxy =
          stand.open(
              "p",
              backend.address(),
              "toxics { cap { type = limit-data, bytes = " + LIMIT + " } }");
      try (Socket client = connect(proxy);
          InputStream expected = Pattern.stream(LIMIT)) {
        client.getOutputStream().write(new byte[8 * LIMIT]);
        assertThat(client.getInputStream().readNBytes(LIMIT)).isEqualTo(expected.readAllBytes());
        client.getOutputStream().write(new byte[LIMIT]);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
      await().until(() -> proxy.connections() == 0);
    }
  }

  @Test
  void twoHundredConnectionsThatEndAtOnceLoseNothing() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.mute()) {
      Proxy proxy =
          stand.open(
              "p",
              backend.address(),
              "toxics { cap { type = limit-data, stream = upstream, bytes = 1 } }");
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Socket client = connect(proxy);
        clients.add(client);
        client.getOutputStream().write(new byte[] {'a', 'b'});
      }
      for (Socket client : clients) {
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        client.close();
      }
      for (int i = 0; i < 200; i++) {
        assertThat(backend.received()).isEqualTo("a");
      }
      await().until(() -> proxy.connections() == 0);
    }
  }

  @Test
  void whatALimitLetsReachesABackendThatIsNotConnectedYet() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.mute()) {
      Proxy proxy =
          stand.open(
              "p",
              backend.address(),
              "toxics { cap { type = limit-data, stream = upstream, bytes = 3 } }");
      for (int i = 0; i < 20; i++) {
        try (WireClient client = new WireClient(proxy)) {
          assertThat(client.send("hello").heard()).isEqualTo(new Heard("", End.CLOSE));
        }
        assertThat(backend.received()).isEqualTo("hel");
      }
    }
  }

  @Test
  void commandsBeforeARefusedOneAreCarriedOut() throws Exception {
    String set = "set k 0 0 1 noreply\r\na\r\n";
    try (ScriptedBackend backend = ScriptedBackend.mute()) {
      Proxy refused = stand.open("refused", backend.address(), "protocol = memcache");
      Proxy hit =
          stand.open(
              "hit",
              backend.address(),
              "protocol = memcache, rules = [\"when memcache.command=get blackout\"]");
      for (int i = 0; i < 20; i++) {
        try (WireClient client = new WireClient(refused)) {
          client.send(set + "set k 0 0 x\r\n" + "y".repeat(100_000)).heard();
        }
        assertThat(backend.received()).isEqualTo(set);
        try (WireClient client = new WireClient(hit)) {
          assertThat(client.send(set + "get k\r\n").heard()).isEqualTo(new Heard("", End.CLOSE));
        }
        assertThat(backend.received()).isEqualTo(set);
      }
    }
  }

  @Test
  void aClientOfAResetPeerHasAConnectionThatIsThenReset() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.mute()) {
      Proxy proxy = stand.open("p", backend.address(), "toxics { gone { type = reset-peer } }");
      for (int i = 0; i < 30; i++) {
        // Each notices a little late that it is connected, as on a busy machine.
        List<SocketChannel> clients = new ArrayList<>();
        for (int j = 0; j < 10; j++) {
          SocketChannel client = SocketChannel.open();
          client.configureBlocking(false);
          client.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), Stand.port(proxy)));
          clients.add(client);
        }
        for (SocketChannel client : clients) {
          assertThat(client.finishConnect()).isTrue();
        }
        for (SocketChannel client : clients) {
          client.configureBlocking(true);
          assertThat(endOf(client)).isEqualTo(End.RESET);
        }
      }
    }
  }

  private static End endOf(SocketChannel client) throws IOException {
    try (client) {
      return client.read(ByteBuffer.allocate(1)) < 0 ? End.CLOSE : End.SILENCE;
    } catch (SocketException reset) {
      return End.RESET;
    }
  }

  @Test
  void anUrgentByteStaysInLine() throws Exception {
    try (ScriptedBackend backend =
        new ScriptedBackend(
            (socket, in) -> {
              in.readNBytes(3);
              socket.getOutputStream().write('x');
              socket.sendUrgentData('!');
              socket.getOutputStream().write('y');
              in.transferTo(OutputStream.nullOutputStream());
            })) {
      Proxy proxy = stand.open("p", backend.address(), "");
      try (Socket client = connect(proxy)) {
        client.setOOBInline(true);
        client.getOutputStream().write('a');
        client.sendUrgentData('!');
        client.getOutputStream().write('b');
        assertThat(new String(client.getInputStream().readNBytes(3), ISO_8859_1)).isEqualTo("x!y");
      }
      assertThat(backend.received()).isEqualTo("a!b");
    }
  }
}
