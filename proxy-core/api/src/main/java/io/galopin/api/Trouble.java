package io.galopin.api;

/**
 * A problem between the proxy and the backend that no rule or toxic caused.
 *
 * @param kind the kind of trouble
 * @param reason a sentence for users, without a full stop
 */
public record Trouble(Kind kind, String reason) {

  /** The kinds of trouble. */
  public enum Kind {
    /** No connection to the backend: refused, unreachable, or an unknown host name. */
    UNREACHABLE,
    /**
     * No connection to the backend within the time limit: the backend or the name server did not
     * answer, or no place in the pool became free.
     */
    TIMEOUT,
    /** The backend's reply violates the protocol. */
    BAD_REPLY
  }
}
