package io.galopin.protocol.tls;

import static io.galopin.protocol.tls.Bytes.alert;
import static io.galopin.protocol.tls.Bytes.captured;
import static io.galopin.protocol.tls.Bytes.hello;
import static io.galopin.protocol.tls.Bytes.message;
import static io.galopin.protocol.tls.Bytes.record;
import static io.galopin.protocol.tls.Bytes.records;
import static io.galopin.protocol.tls.Bytes.serverHello13;
import static io.galopin.protocol.tls.Bytes.serverName;

import io.galopin.testkit.Script;
import java.util.List;

/** Conversations as servers and clients have them. */
final class Scripts {

  /** A handshake's encrypted rest, which looks alike from both sides. */
  private static final String FINISHED = record(20, "\1") + record(23, "finished");

  private Scripts() {}

  static List<Script> all() {
    return List.of(
        handshake(),
        oneRecordForAll(),
        tinyRecords(),
        retried(),
        retriedAfterEarlyData(),
        earlyData(),
        alerted(),
        warned());
  }

  private static Script handshake() {
    return Script.of("handshake")
        .client(captured("curl"))
        .backend(serverHello13() + FINISHED)
        .client(FINISHED)
        .backend(record(23, "answer"))
        .sees("> ClientHello www.example.com", "< ServerHello", "<| 55");
  }

  /** As JDK's server has it in TLS 1.2. */
  private static Script oneRecordForAll() {
    String flight = Bytes.serverHello(0x0303) + message(11, "certificate") + message(14, "");
    return Script.of("one record for all")
        .client(captured("openssl-1.2"))
        .backend(record(22, flight))
        .client(FINISHED)
        .backend(FINISHED)
        .sees("> ClientHello www.example.com", "< ServerHello", "<| 68");
  }

  private static Script tinyRecords() {
    return Script.of("tiny records")
        .client(records(message(1, Bytes.helloBody(0x0303, serverName("a"))), 1))
        .backend(records(Bytes.serverHello(0x0303), 3))
        .client(FINISHED)
        .sees("> ClientHello a", "< ServerHello", "<| 119");
  }

  private static Script retried() {
    return Script.of("retried")
        .client(hello(serverName("a")))
        .backend(Bytes.retry() + record(20, "\1"))
        .client(record(20, "\1") + hello(serverName("a"), Bytes.extension(51, "share")))
        .backend(serverHello13() + FINISHED)
        .client(FINISHED)
        .sees("> ClientHello a", "< HelloRetryRequest", "<| 55", "< ChangeCipherSpec", "<| 6")
        .sees("< ServerHello", "<| 55");
  }

  private static Script retriedAfterEarlyData() {
    return Script.of("retried after early data")
        .client(hello(Bytes.extension(42, "")))
        .client(record(20, "\1") + record(23, "early"))
        .backend(Bytes.retry())
        .client(hello())
        .backend(serverHello13())
        .sees("> ClientHello", "< HelloRetryRequest", "<| 55")
        .sees("< ServerHello", "<| 55");
  }

  private static Script earlyData() {
    return Script.of("early data")
        .client(hello(serverName("a"), Bytes.extension(42, "")))
        .client(record(20, "\1") + record(23, "early"))
        .backend(serverHello13() + FINISHED)
        .client(FINISHED)
        .sees("> ClientHello a", "< ServerHello", "<| 55");
  }

  private static Script alerted() {
    return Script.of("alerted")
        .client(hello(serverName("a")))
        .backend(alert(2, 112))
        .sees("> ClientHello a", "< alert unrecognized-name", "<| 7");
  }

  private static Script warned() {
    return Script.of("warned")
        .client(hello(serverName("a")))
        .backend(alert(1, 112) + serverHello13())
        .sees("> ClientHello a", "< alert unrecognized-name", "<| 7")
        .sees("< ServerHello", "<| 55");
  }
}
