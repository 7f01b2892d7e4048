package io.galopin.api;

/**
 * What went wrong between the proxy and the backend without anybody having asked for it.
 *
 * @param kind what sort of trouble
 * @param reason a sentence for a person, without a full stop
 */
public record Trouble(Kind kind, String reason) {

  /** The sorts of trouble. */
  public enum Kind {
    /** No connection to the backend: refused, unreachable, its name unknown. */
    UNREACHABLE,
    /**
     * No connection to the backend in the time allowed: neither it nor the name server answered, or
     * no place in the pool became free.
     */
    TIMEOUT,
    /** The backend's reply breaks the protocol. */
    BAD_REPLY
  }
}
