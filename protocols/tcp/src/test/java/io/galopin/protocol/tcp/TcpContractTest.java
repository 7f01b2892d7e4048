package io.galopin.protocol.tcp;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import org.junit.jupiter.api.Test;

class TcpContractTest {

  @Test
  void keepsToTheContractOfProtocols() {
    ProtocolContract.check(
        new TcpProtocolFactory(),
        Dialogue.start().client("EHLO me\r\n").backend("250-here\r\n250 ok\r\n").client("QUIT\r\n"),
        Dialogue.start().backend("220 ready\r\n").client("QUIT\r\n").backend("221 bye\r\n"));
  }
}
