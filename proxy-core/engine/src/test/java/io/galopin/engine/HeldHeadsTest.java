package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests requests whose end never arrives, so that their beginning is held. */
class HeldHeadsTest {

  private static final int CLIENTS = 60;
  private static final int SENT = 64 * 1024;
  private static final long MOST = 1 << 20;

  /** What each may hold in addition: a short beginning, and what was read last. */
  private static final int BESIDES = 2 * 16 * 1024 + 4 * 1024;

  private final Rig rig = new Rig(new Engine(EngineSettings.withSeed(42).withHeld(MOST, MOST)));

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void countAndAreBounded() throws IOException {
    Address backend =
        rig.backend(
            socket -> {
              BufferedReader in =
                  new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
              while (in.readLine() != null) {
                socket.getOutputStream().write("hello\n".getBytes(US_ASCII));
              }
            });
    Proxy proxy = rig.open(new LineProtocol(), backend);
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Socket client = rig.connect(proxy);
      clients.add(client);
      client.getOutputStream().write("x".repeat(SENT).getBytes(US_ASCII));
    }
    await().until(() -> rig.engine.heldBytes() >= MOST);
    assertThat(rig.engine.heldBytes()).isLessThan(MOST + (long) CLIENTS * BESIDES);

    try (Socket other = rig.connect(proxy)) {
      other.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThat(other.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("hello\n");
    }
    // With fewer of them, the rest of each is read.
    for (Socket client : clients.subList(0, CLIENTS - 1)) {
      client.close();
    }
    Socket last = clients.get(CLIENTS - 1);
    last.getOutputStream().write('\n');
    assertThat(last.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("hello\n");
    last.close();
    await().until(() -> rig.engine.heldBytes() == 0);
  }
}
