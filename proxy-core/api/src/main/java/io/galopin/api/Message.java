package io.galopin.api;

/**
 * The head of a {@link Request} or a {@link Reply}, as its protocol read it. Made by the protocol;
 * it is immutable and holds no buffer. Messages that are alike may be one object.
 */
public interface Message {

  /**
   * What this message is, short enough for one line of the journal and free of secrets: {@code GET
   * /a}, {@code 200}. Bytes that a terminal would act on are not in it.
   */
  String label();
}
