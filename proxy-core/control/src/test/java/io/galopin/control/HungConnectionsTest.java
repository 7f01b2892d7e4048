package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HungConnectionsTest {

  private static final int MANY = 1_000;

  @Test
  void answersWhileAThousandConnectionsHang() throws IOException {
    try (ControlRig rig = ControlRig.two().main("db").start()) {
      rig.put("/behavior", "{\"name\": \"hang\"}");
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        Socket socket = rig.connect("db");
        socket.getOutputStream().write("hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
      }
      await().until(() -> rig.engine.journal().written() == MANY);

      for (String path :
          List.of(
              "/behavior",
              "/behaviors",
              "/backend",
              "/proxies/web/behavior",
              "/journal",
              "/plugins",
              "/protocols",
              "/version",
              "/openapi.json")) {
        assertThat(rig.get(path).status()).as(path).isEqualTo(200);
      }
      assertThat(rig.put("/backend", "{\"backend\": \"" + rig.backend() + "\"}").status())
          .isEqualTo(200);
      assertThat(rig.put("/proxies/web/behavior", "{\"name\": \"error\"}").status()).isEqualTo(200);
      assertThat(rig.proxy("db").connections()).as("still hanging").isEqualTo(MANY);

      // What hangs ends when the behavior is changed; the call does not wait for it.
      assertThat(rig.put("/behavior", "{\"name\": \"dummy\"}").status()).isEqualTo(200);
      for (Socket socket : sockets) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }
}
