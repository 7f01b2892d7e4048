package io.galopin.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What was decided between a request and its reply.
 *
 * @param notBefore when the reply may begin, in the loop's time
 * @param instead what the client gets instead of the reply; null for the reply itself
 */
record Interlude(long notBefore, @Nullable Verdict instead) {

  /** Nothing: the reply may begin at once. */
  static final Interlude NONE = new Interlude(Long.MIN_VALUE, null);
}
