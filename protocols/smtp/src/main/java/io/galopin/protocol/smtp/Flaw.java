package io.galopin.protocol.smtp;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.TlsBytes;

/** Why bytes are refused, and what the client is told. */
enum Flaw implements Flawed.Flaws {
  TLS("", TlsBytes.refusal("the plain beginning of SMTP")),
  LONG_LINE("500 5.5.2", "a command is longer than max-line"),
  LONG_AUTH_LINE("500 5.5.6", "a line of AUTH is longer than max-auth-line"),
  BARE_LF(
      "521 5.5.2",
      "a command has an LF without a CR, or a CR without an LF (option bare-lf passes that)"),
  NUL("500 5.5.2", "there is a NUL in a command"),
  CHUNK("501 5.5.4", "BDAT takes a number of bytes, and LAST or nothing behind it"),
  BARE_DOT(
      "521 5.5.2",
      "a dot stands alone between line ends that are not CR LF, where servers end the mail"
          + " differently (option bare-lf passes that)"),
  BEHIND_STARTTLS("503 5.5.1", "there are bytes behind STARTTLS, before its reply"),

  NO_STATUS("", "a line does not begin with three digits"),
  LONG_REPLY("", "a reply is longer than max-reply");

  private final String status;
  private final String sentence;

  Flaw(String status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /** The status for the client, with its enhanced code; empty if the connection only closes. */
  String status() {
    return status;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
