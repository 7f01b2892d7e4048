package io.galopin.api;

/**
 * What a behavior wants the client to see in place of a reply. The protocol renders it in its own
 * terms, so that a behavior never asks which protocol it meets.
 *
 * @param name which failure, in the protocol's words; {@link #ERROR} is known to every protocol
 */
public record Failure(String name) {

  /** The failure that each protocol knows: its ordinary server-side error. */
  public static final Failure ERROR = new Failure("error");
}
