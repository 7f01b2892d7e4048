package io.galopin.api;

import java.util.List;

/**
 * What the client gets instead of a reply. The protocol renders it in its own terms, so a behavior
 * need not know the protocol.
 *
 * @param name one of the protocol's {@linkplain ProtocolFactory#failures failures}; every protocol
 *     knows {@link Kind#ERROR}
 * @param options checked values, including those of {@link ProtocolFactory#failureOptions}, or of a
 *     notice, {@link ProtocolFactory#noticeOptions}; undeclared options have their defaults
 */
public record Failure(String name, Options options) {

  /** The failure that every protocol knows, with default options. */
  public static final Failure ERROR = new Failure(Kind.ERROR, Options.defaults(List.of()));

  /**
   * One of the failures that a protocol can express.
   *
   * @param name lower-case letters, digits and hyphens
   * @param description what the client sees, on one line without a full stop
   */
  public record Kind(String name, String description) {

    /** The name of the failure that every protocol knows: its ordinary server-side error. */
    public static final String ERROR = "error";
  }
}
