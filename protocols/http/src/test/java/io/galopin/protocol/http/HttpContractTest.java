package io.galopin.protocol.http;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpContractTest {

  private static final Dialogue LENGTHS =
      Dialogue.start()
          .client("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
          .backend("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
          .client("HEAD /b HTTP/1.1\r\nHost: x\r\n\r\n")
          .backend("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");

  private static final Dialogue CHUNKS =
      Dialogue.start()
          .client("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
          .client("3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n")
          .backend("HTTP/1.1 100 Continue\r\n\r\n")
          .backend("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");

  @Test
  void keepsToTheContractOfProtocols() {
    ProtocolContract.check(new HttpProtocolFactory(), LENGTHS, CHUNKS);
  }

  @Test
  void keepsToTheContractWithAnOverwrittenHost() {
    ProtocolContract.seesTheSameAtEverySplit(
        new HttpProtocolFactory(), Map.of("overwrite-host-header", true), LENGTHS);
  }
}
