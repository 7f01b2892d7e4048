package io.galopin.protocol.postgres.clients;

import static io.galopin.protocol.postgres.Messages.STARTUP;
import static io.galopin.protocol.postgres.Messages.int32;
import static io.galopin.protocol.postgres.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client learns that there is no backend, whatever it has said. */
class UnreachableTest {

  private static final int SSL = 80_877_103;
  private static final int GSS = 80_877_104;
  private static final int CANCEL = 80_877_102;

  private static Front ofNobody() throws IOException {
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Front.of(new Address("127.0.0.1", nobody.getLocalPort()));
    }
  }

  private static void waitUntilRefused(Front front) {
    await().until(() -> !front.troubles().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {SSL, GSS})
  void answersAWishForEncryption(int code) throws IOException {
    for (boolean late : new boolean[] {false, true}) {
      try (Front front = ofNobody();
          RawClient client = new RawClient(front.port())) {
        if (late) {
          waitUntilRefused(front);
        }
        assertThat(client.say(request(code)).readTo('E')).isEqualTo("E:08006");
        assertThat(client.read()).isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersAStartup(boolean late) throws IOException {
    try (Front front = ofNobody();
        RawClient client = new RawClient(front.port())) {
      if (late) {
        waitUntilRefused(front);
      }
      assertThat(client.say(STARTUP).readTo('E')).isEqualTo("E:08006");
      assertThat(client.read()).isEqualTo(-1);
    }
  }

  /** One who cancels waits for the end of the connection. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsACancelRequest(boolean late) throws IOException {
    try (Front front = ofNobody();
        RawClient client = new RawClient(front.port())) {
      if (late) {
        waitUntilRefused(front);
      }
      client.say(int32(16) + int32(CANCEL) + int32(7) + int32(8));
      assertThat(client.read()).isEqualTo(-1);
    }
  }
}
