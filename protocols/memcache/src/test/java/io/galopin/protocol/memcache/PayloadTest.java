package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that only the values of a reply are its payload. */
class PayloadTest {

  private static String payload(String request, String reply) {
    try (TestSession session = TestSession.ofPayload(new MemcacheProtocolFactory(), Map.of())) {
      session.client(request).play(Dialogue.start().backend(reply).inPieces(1));
      assertThat(session.refused()).isEmpty();
      assertThat(session.toClient()).isEqualTo(reply);
      return session.payload();
    }
  }

  @Test
  void isTheValuesOfText() {
    assertThat(payload("get a b\r\n", "VALUE a 0 2\r\nxy\r\nVALUE b 0 3\r\n\r\nz\r\nEND\r\n"))
        .isEqualTo("xy\r\nz");
    assertThat(payload("mg a v\r\n", "VA 2\r\nxy\r\n")).isEqualTo("xy");
    assertThat(payload("stats\r\n", "STAT pid 1\r\nEND\r\n")).isEmpty();
    assertThat(payload("incr n 1\r\n", "42\r\n")).isEmpty();
  }

  @Test
  void isTheValuesOfBinary() {
    Packet get = Packet.reply(0x0C, 1).withExtras(4).withKey("key").withValue("value");
    assertThat(payload(Packet.request(0x0C, 1).bytes(), get.bytes())).isEqualTo("value");
    Packet stat = Packet.reply(0x10, 1).withKey("pid").withValue("77");
    assertThat(
            payload(Packet.request(0x10, 1).bytes(), stat.bytes() + Packet.reply(0x10, 1).bytes()))
        .isEqualTo("77");
  }
}
