package io.galopin.api;

import java.util.List;

/**
 * What a behavior wants the client to see in place of a reply. The protocol renders it in its own
 * terms, so that a behavior never asks which protocol it meets.
 *
 * @param name which of the protocol's {@linkplain ProtocolFactory#failures failures}; {@link
 *     Kind#ERROR} is known to every protocol
 * @param options among others, checked values of {@link ProtocolFactory#failureOptions}; where they
 *     are not declared, defaults hold
 */
public record Failure(String name, Options options) {

  /** The failure that each protocol knows, with nothing given. */
  public static final Failure ERROR = new Failure(Kind.ERROR, Options.defaults(List.of()));

  /**
   * One of the failures that a protocol has words for.
   *
   * @param name lower-case letters, digits and hyphens
   * @param description what the client sees, in one line without a full stop
   */
  public record Kind(String name, String description) {

    /** The name of the failure that each protocol knows: its ordinary server-side error. */
    public static final String ERROR = "error";
  }
}
