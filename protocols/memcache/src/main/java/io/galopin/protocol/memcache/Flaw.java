package io.galopin.protocol.memcache;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.TlsBytes;

/**
 * Why bytes are refused. If memcached refuses the same bytes, the client gets its error. If servers
 * could cut the bytes differently, the client gets memcached's nearest error.
 */
enum Flaw implements Flawed.Flaws {
  TLS("", TlsBytes.refusal("plain Memcache")),
  NOT_MEMCACHE("ERROR", "it does not begin like a command (protocol tcp relays whatever else)"),
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

  /** Creates a flaw that does not occur in the binary protocol, or has no error there. */
  Flaw(String text, String sentence) {
    this(text, BinaryStatus.SUCCESS, "", sentence);
  }

  Flaw(String text, BinaryStatus status, String body, String sentence) {
    this.text = text;
    this.status = status;
    this.body = body;
    this.sentence = sentence;
  }

  /** The line for the client; empty if the connection only closes. */
  String text() {
    return text;
  }

  /**
   * The status for the client in the binary protocol; {@code SUCCESS} if the connection only
   * closes.
   */
  BinaryStatus status() {
    return status;
  }

  /** The text that goes with the status. */
  String body() {
    return body;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
