package io.galopin.protocol.smtp;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmtpContractTest {

  private static final Dialogue MAIL =
      Dialogue.start()
          .backend(Greeted.GREETING)
          .client("EHLO a\r\n")
          .backend("250-b\r\n250 CHUNKING\r\n")
          .client("MAIL FROM:<a@b.example> SIZE=9\r\nRCPT TO:<c@d.example>\r\nDATA\r\n")
          .backend("250 2.1.0 ok\r\n250 2.1.5 ok\r\n")
          .backend("354 go on\r\n")
          .client("a: b\r\n\r\n..c\r\n.\r\nBDAT 3 LAST\r\n\r\n.RSET\r\n")
          .backend("250 ok\r\n503 no\r\n250 ok\r\n");

  private static final Dialogue LOGIN =
      Dialogue.start()
          .backend(Greeted.GREETING)
          .client("AUTH LOGIN\r\n")
          .backend("334 VXNlcm5hbWU6\r\n")
          .client("YQ==\r\n")
          .backend("235 2.7.0 ok\r\n")
          .client("STARTTLS\r\n")
          .backend("220 ready\r\n")
          .client("\u0016\u0003")
          .backend("\u0016");

  @Test
  void keepsToTheContractOfProtocols() {
    ProtocolContract.check(new SmtpProtocolFactory(), MAIL, LOGIN);
  }

  @Test
  void seesTheSameWithOtherOptions() {
    Map<String, String> options = Map.of("bare-lf", "pass", "hide", "DSN");
    for (Dialogue dialogue : List.of(MAIL, LOGIN)) {
      ProtocolContract.keepsBytes(new SmtpProtocolFactory(), options, dialogue);
      ProtocolContract.seesTheSameAtEverySplit(new SmtpProtocolFactory(), options, dialogue);
    }
  }
}
