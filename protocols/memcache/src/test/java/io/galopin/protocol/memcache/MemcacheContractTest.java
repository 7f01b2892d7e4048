package io.galopin.protocol.memcache;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import org.junit.jupiter.api.Test;

class MemcacheContractTest {

  private static final Dialogue TEXT =
      Dialogue.start()
          .client("set a 0 0 5\r\nhello\r\nget a b\r\n")
          .backend("STORED\r\nVALUE a 0 5\r\nhello\r\nEND\r\n")
          .client("incr n 1 noreply\r\nmg b v q O1\r\nmg a v O2\r\n")
          .backend("VA 5 O2\r\nhello\r\n");

  private static final Dialogue BINARY =
      Dialogue.start()
          .client(Packet.request(0x01, 1).withExtras(8).withKey("a").withValue("hello").bytes())
          .client(Packet.request(0x09, 2).withKey("b").bytes() + Packet.request(0x0A, 3).bytes())
          .backend(Packet.reply(0x01, 1).bytes() + Packet.reply(0x0A, 3).bytes());

  @Test
  void keepsToTheContractOfProtocols() {
    ProtocolContract.check(new MemcacheProtocolFactory(), TEXT, BINARY);
  }
}
