package io.galopin.protocol.memcache;

/**
 * Why bytes are refused. Of what memcached refuses too, its clients get what it says; of what
 * servers could cut differently, they get the nearest error that memcached has.
 */
enum Flaw {
  NOT_MEMCACHE(
      "ERROR", "it does not begin like a command (protocol tcp relays TLS, and whatever else)"),
  LONG_LINE("ERROR", "a line exceeds max-line"),
  NUL("ERROR", "there is a NUL in a line"),
  WORDS("ERROR", "a storage command has too few or too many words"),
  NUMBER(
      "CLIENT_ERROR bad command line format",
      "flags, time, length or cas of a storage command is no decimal number"),
  LONG_KEY(
      "CLIENT_ERROR bad command line format",
      BinaryStatus.INVALID_ARGUMENTS,
      "Invalid arguments",
      "a key has more than 250 bytes"),
  LARGE_VALUE(
      "SERVER_ERROR object too large for cache",
      BinaryStatus.VALUE_TOO_LARGE,
      "Too large.",
      "a value exceeds max-value"),
  NO_LINE_END("CLIENT_ERROR bad data chunk", "a value is not followed by CR LF"),

  MAGIC("", "the magic byte is wrong"),
  LENGTHS(
      "",
      BinaryStatus.UNKNOWN_COMMAND,
      "Unknown command",
      "key and extras are longer than the whole body"),

  ITEM_LINE("", "a line that announces a value has no length");

  private final String text;
  private final BinaryStatus status;
  private final String body;
  private final String sentence;

  /** One that does not occur in the binary protocol, or has no words there. */
  Flaw(String text, String sentence) {
    this(text, BinaryStatus.SUCCESS, "", sentence);
  }

  Flaw(String text, BinaryStatus status, String body, String sentence) {
    this.text = text;
    this.status = status;
    this.body = body;
    this.sentence = sentence;
  }

  /** The line that the client gets; empty if the connection just closes. */
  String text() {
    return text;
  }

  /** What the client gets in the binary protocol; {@code SUCCESS} if the connection just closes. */
  BinaryStatus status() {
    return status;
  }

  /** What stands in the body of that. */
  String body() {
    return body;
  }

  /** What is wrong, without a full stop and without bytes from the peer. */
  String sentence() {
    return sentence;
  }
}
