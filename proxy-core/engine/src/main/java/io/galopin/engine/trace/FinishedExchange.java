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
 * @param client where the client comes from; 0.0.0.0:0 if it had gone before that was read
 * @param exchange which one it is, with the label of its request
 * @param reply the label of the final reply, whether or not the client got it, or of Galopin's
 *     answer; empty if there was none
 * @param error whether the reply says that the request failed, by the rules of the protocol; always
 *     so if Galopin answered
 * @param how how it ended
 * @param began when its first byte arrived
 * @param times how long it took
 * @param requestBytes of the request as it came from the client
 * @param replyBytes of replies, interim ones included, as they went toward the client
 * @param parent what the client sent as {@code traceparent} (W3C Trace Context), unchecked, at most
 *     55 characters; empty if there was none
 * @param faults what behaviors did to it, in the order of the journal; toxics act on links and are
 *     not among them
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
    /** The client got the backend's reply, to the end. */
    REPLIED,
    /** Galopin answered, perhaps only by an end of the connection. */
    ANSWERED,
    /** Nobody expected a reply, or none means success. */
    NO_REPLY_EXPECTED,
    /** The connection ended before the client got anything of the final reply. */
    UNANSWERED,
    /** The connection ended inside the reply. */
    CUT
  }

  /**
   * How long an exchange took, in nanoseconds of the event loop's time.
   *
   * @param total from the first byte of the request to the last byte toward the client, or to the
   *     end of the connection
   * @param backend from the last byte of the request toward the backend, before its reply, to the
   *     first byte of the final reply; connecting included; {@link #UNKNOWN} if it has not replied
   * @param added how long the last byte of the request and the last byte of the reply stayed here,
   *     because of delays, toxics, and other work
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
