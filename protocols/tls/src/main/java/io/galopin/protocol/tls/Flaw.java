package io.galopin.protocol.tls;

import io.galopin.protocol.text.Flawed;
import org.jspecify.annotations.Nullable;

/** Why bytes are refused. */
enum Flaw implements Flawed.Flaws {
  HTTP(
      null,
      "this looks like HTTP, but TLS is expected here (https at the client, or protocol http)"),
  SSL_2(
      Alert.PROTOCOL_VERSION,
      "a hello in the form of SSL 2 is not understood (expected: TLS 1.0 or later at the client)"),
  NOT_TLS(null, "it does not begin like TLS (protocol tcp relays whatever there is)"),
  NO_HELLO(Alert.UNEXPECTED_MESSAGE, "the first message is not a ClientHello"),
  EMPTY_RECORD(Alert.UNEXPECTED_MESSAGE, "a record of the handshake is empty"),
  LONG_RECORD(Alert.RECORD_OVERFLOW, "a record is longer than 16384 bytes"),
  OTHER_RECORD(Alert.UNEXPECTED_MESSAGE, "a message is interrupted by a record of another type"),
  LONG_HELLO(Alert.ILLEGAL_PARAMETER, "a ClientHello is longer than max-hello, with its records"),
  MORE_IN_RECORD(
      Alert.UNEXPECTED_MESSAGE, "there are bytes behind the ClientHello, in the same record"),

  PLAIN_REPLY(null, "the backend does not answer in TLS, but in plain text; it may want none"),
  NOT_TLS_REPLY(null, "the backend does not answer in TLS"),
  NO_SERVER_HELLO(null, "the first message is not a ServerHello"),
  LONG_SERVER_HELLO(null, "a ServerHello is longer than max-hello, with its records");

  private final @Nullable Alert alert;
  private final String sentence;

  Flaw(@Nullable Alert alert, String sentence) {
    this.alert = alert;
    this.sentence = sentence;
  }

  /** What the client is told; null if it would not understand an alert. */
  @Nullable Alert alert() {
    return alert;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
