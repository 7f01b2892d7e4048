package io.galopin.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An exchange that is over.
 *
 * @param began when its first byte came
 * @param proxy the proxy's name
 * @param protocol the name of its protocol
 * @param connection the connection's ordinal
 * @param layer the protocol below the proxy's own whose exchange it is, such as {@code tls}; empty
 *     for the proxy's protocol
 * @param exchange the exchange's ordinal; 0 for the opening of a connection
 * @param client where the client comes from: {@code 127.0.0.1:40001}
 * @param request the protocol's label of the request, as in the journal: {@code GET /a}
 * @param reply the label of the reply, or of Galopin's answer; empty if there was none
 * @param how how it ended
 * @param error whether the reply says that the request failed
 * @param total from its first byte to the last byte of the reply, or to the end of the connection
 * @param backend from the last byte that went to the backend to the first byte of its reply; empty
 *     if there was none
 * @param added what Galopin took of the total
 * @param requestBytes of the request, from the client
 * @param replyBytes of replies, to the client
 * @param faults what was done to it, in the order of the journal
 */
public record FinishedExchange(
    Instant began,
    String proxy,
    String protocol,
    long connection,
    String layer,
    long exchange,
    String client,
    String request,
    String reply,
    How how,
    boolean error,
    Duration total,
    Optional<Duration> backend,
    Duration added,
    long requestBytes,
    long replyBytes,
    List<Did> faults) {

  public FinishedExchange {
    faults = List.copyOf(faults);
  }

  /** How an exchange ended. */
  public enum How {
    /** The backend replied, to the end. */
    REPLIED,
    /** Galopin answered. */
    ANSWERED,
    /** Nobody expected a reply. */
    NO_REPLY_EXPECTED,
    /** The connection ended before a reply came. */
    UNANSWERED,
    /** The connection ended inside the reply. */
    CUT
  }

  /**
   * What a behavior did to an exchange.
   *
   * @param rule the rule's name; empty for a plain mix
   * @param behavior the name of the behavior
   * @param what in words, as in the journal: {@code delay 2 s}
   */
  public record Did(String rule, String behavior, String what) {}
}
