package io.galopin.engine.trace;

import io.galopin.engine.journal.ExchangeRef;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/**
 * An exchange that is over. Immutable. Nothing in it is secret: labels are those of the journal.
 *
 * @param proxy the proxy's name
 * @param protocol the name of the proxy's protocol
 * @param connection the connection's ordinal
 * @param client where the client comes from
 * @param exchange which one it is, with the label of its request
 * @param reply the label of the final reply, or of Galopin's answer; empty if there was none
 * @param error whether the reply says that the request failed, by the rules of the protocol
 * @param how how it ended
 * @param began when its first byte arrived
 * @param times how long it took
 * @param requestBytes of the request that came from the client
 * @param replyBytes of replies that went to the client
 * @param parent what the client sent as {@code traceparent} (W3C Trace Context), unchecked, at most
 *     55 characters; empty if there was none
 * @param faults what behaviors did to it, in the order of the journal
 */
public record FinishedExchange(
    String proxy,
    String protocol,
    long connection,
    InetSocketAddress client,
    ExchangeRef exchange,
    String reply,
    boolean error,
    How how,
    Instant began,
    Times times,
    long requestBytes,
    long replyBytes,
    String parent,
    List<Did> faults) {

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
   * How long an exchange took, in nanoseconds of the event loop's time.
   *
   * @param total from the first byte of the request to the last byte toward the client, or to the
   *     end of the connection
   * @param backend from the last byte of the request toward the backend to the first byte of the
   *     reply; {@link #UNKNOWN} if the backend has not replied
   * @param added what delays and other work of Galopin took of the total
   */
  public record Times(long total, long backend, long added) {

    /** A time that is not known. */
    public static final long UNKNOWN = -1;
  }

  /**
   * What a behavior did to an exchange.
   *
   * @param rule the rule's name; empty for a plain mix
   * @param behavior the name of the behavior
   * @param what in words, as in the journal
   */
  public record Did(String rule, String behavior, String what) {}
}
