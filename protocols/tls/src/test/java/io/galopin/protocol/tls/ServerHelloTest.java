package io.galopin.protocol.tls;

import static io.galopin.protocol.tls.Bytes.buffer;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerHelloTest {

  private static ServerHello read(String message) {
    return ServerHello.of(buffer(message.substring(4)));
  }

  @Test
  void takesTheVersionFromItsPlace() {
    assertThat(read(Bytes.serverHello(0x0303))).isEqualTo(new ServerHello(0x0303, false));
    assertThat(read(Bytes.serverHello13().substring(5))).isEqualTo(new ServerHello(0x0304, false));
    String old = Bytes.serverHello(0x0301);
    assertThat(read(old.substring(0, old.length() - 2))).isEqualTo(new ServerHello(0x0301, false));
  }

  @Test
  void knowsARetry() {
    assertThat(read(Bytes.retry().substring(5))).isEqualTo(new ServerHello(0x0304, true));
  }

  @Test
  void survivesAnyCut() {
    String whole = Bytes.serverHello13().substring(5);
    for (int length = 4; length < whole.length(); length++) {
      assertThat(read(whole.substring(0, length)).retry()).isFalse();
    }
  }
}
