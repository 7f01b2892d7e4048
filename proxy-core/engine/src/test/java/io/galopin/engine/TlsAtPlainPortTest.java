package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.Socket;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what is said about clients that speak TLS to a proxy for plain text. */
class TlsAtPlainPortTest {

  private static final byte[] HELLO = HexFormat.of().parseHex("1603010005" + "0100000100");
  private static final String WAYS_OUT =
      "--listen-tls auto, which ends TLS here; or --protocol tls";

  private final LogLines log = new LogLines();
  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
    log.close();
  }

  private Address backend() throws IOException {
    return rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
  }

  private void send(Proxy proxy, byte[]... pieces) throws IOException {
    long before = proxy.accepted();
    try (Socket client = rig.connect(proxy)) {
      client.setTcpNoDelay(true);
      for (byte[] piece : pieces) {
        client.getOutputStream().write(piece);
      }
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    }
    assertThat(proxy.accepted()).isEqualTo(before + 1);
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void saysTheWaysOutOnceForManyClients() throws IOException {
    // It waits for the end of a line, so it refuses nothing.
    Proxy proxy = rig.open(new LineProtocol(), backend());
    for (int i = 0; i < 3; i++) {
      send(proxy, HELLO);
    }
    assertThat(log.with(WAYS_OUT))
        .singleElement()
        .asString()
        .startsWith(proxy.spec().name() + ": a client begins with TLS, and protocol ")
        .contains(" is plain text here (expected: a client without TLS; or ");
  }

  @Test
  void saysNothingOfTextThatHasSuchBytesLater() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), backend());
    send(proxy, new byte[] {'a', '\n'}, HELLO);
    assertThat(log.with(WAYS_OUT)).isEmpty();
  }

  @Test
  void saysNothingWhereBytesPassWhateverTheyAre() throws IOException {
    Proxy proxy = rig.open(new TurnProtocol(), backend());
    send(proxy, HELLO);
    assertThat(log.with(WAYS_OUT)).isEmpty();
  }
}
