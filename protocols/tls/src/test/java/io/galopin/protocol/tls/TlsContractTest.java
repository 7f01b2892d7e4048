package io.galopin.protocol.tls;

import static io.galopin.protocol.tls.Bytes.hello;
import static io.galopin.protocol.tls.Bytes.record;
import static io.galopin.protocol.tls.Bytes.serverHello13;
import static io.galopin.protocol.tls.Bytes.serverName;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.ProtocolContract;
import org.junit.jupiter.api.Test;

class TlsContractTest {

  @Test
  void keepsToTheContractOfProtocols() {
    ProtocolContract.check(
        new TlsProtocolFactory(),
        Dialogue.start()
            .client(hello(serverName("a.b")))
            .backend(serverHello13() + record(23, "extensions"))
            .client(record(23, "finished"))
            .backend(record(23, "tickets")),
        Dialogue.start()
            .client(hello(serverName("a")))
            .backend(Bytes.retry())
            .client(hello(serverName("a")))
            .backend(serverHello13()),
        Dialogue.start().client(hello()).backend(Bytes.alert(2, 40)));
  }
}
