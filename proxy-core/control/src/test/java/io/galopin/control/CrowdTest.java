package io.galopin.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests many callers that never finish their bodies, or do not read their replies. */
class CrowdTest {

  private static final int HALF = 900_000;

  private ControlRig rig;
  private final List<Socket> crowd = new ArrayList<>();

  @BeforeEach
  void start() {
    rig = ControlRig.two().start();
  }

  @AfterEach
  void stop() throws IOException {
    leave();
    rig.close();
  }

  private void leave() throws IOException {
    for (Socket socket : crowd) {
      socket.close();
    }
    crowd.clear();
  }

  private Socket send(String head, int bytes) throws IOException {
    Socket socket = rig.connect();
    crowd.add(socket);
    socket.getOutputStream().write(head.getBytes(US_ASCII));
    socket.getOutputStream().write(new byte[bytes]);
    return socket;
  }

  private static boolean isAnswered(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException gone) {
      return false;
    }
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), US_ASCII);
  }

  /** Returns more than there is room for, which is a sixteenth of the largest heap. */
  private static int tooMany() {
    return (int) (Runtime.getRuntime().maxMemory() / 16 / HALF) + 3;
  }

  @Test
  void refusesBodiesForWhichThereIsNoRoom() throws IOException {
    String head = "PUT /behavior HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n";
    for (int i = 0; i < tooMany(); i++) {
      send(head, HALF);
    }
    await().until(() -> crowd.stream().anyMatch(CrowdTest::isAnswered));

    Socket refused = crowd.stream().filter(CrowdTest::isAnswered).findFirst().orElseThrow();
    assertThat(status(refused)).isEqualTo("HTTP/1.1 503");
    assertThat(rig.put("/proxies/web/behavior", "{\"name\":\"delay\"}").status()).isEqualTo(200);
    leave();
    String large = "{\"name\":\"delay\"}" + " ".repeat(HALF);
    await().until(() -> rig.put("/proxies/web/behavior", large).status() == 200);
    // Its memory was released.
    assertThat(rig.put("/proxies/web/behavior", large).status()).isEqualTo(200);
  }
}
