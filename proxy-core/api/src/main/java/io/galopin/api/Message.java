package io.galopin.api;

/**
 * The head of a {@link Request} or a {@link Reply}, as its protocol read it. The protocol creates
 * it; it is immutable and holds no buffer. Equal messages may share one object.
 */
public interface Message {

  /**
   * Returns what this message is, short enough for one line of the journal and free of secrets:
   * {@code GET /a}, {@code 200}. It contains no control characters that a terminal would interpret.
   */
  String label();
}
