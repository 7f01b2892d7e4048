package io.galopin.engine.exchange;

import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import io.netty.util.concurrent.Ticker;
import java.time.Instant;

/**
 * The times of an exchange. What Galopin adds is how long the last byte of the request and the last
 * byte of the reply stay in it: delays that overlap with what the peers still send cost nothing.
 * Used only on one event loop.
 */
final class TraceTimes {

  private static final long NEVER = Long.MIN_VALUE;

  private final Ticker ticker;
  private final Instant began;
  private final long beganAt;
  private long forwardedAt = NEVER;
  private long repliedAt = NEVER;
  private long lastAt = NEVER;
  private long endedAt = NEVER;

  /** Since when what came last stays here; NEVER if nothing does. */
  private long heldSince;

  private long requestHeld;

  /**
   * Begins.
   *
   * @param began the same as {@code beganAt} by the clock
   * @param beganAt when the first byte of the request arrived
   * @param headAt when all of its head had arrived
   */
  TraceTimes(Ticker ticker, Instant began, long beganAt, long headAt) {
    this.ticker = ticker;
    this.began = began;
    this.beganAt = beganAt;
    this.heldSince = headAt;
  }

  /** Returns when it began. */
  Instant began() {
    return began;
  }

  /** A piece of the request has arrived after its head. */
  void requestCame() {
    if (repliedAt == NEVER) {
      heldSince = ticker.nanoTime();
      requestHeld = 0;
    }
  }

  /** A piece of the request has gone to the backend. */
  void requestGone() {
    if (repliedAt == NEVER) {
      forwardedAt = ticker.nanoTime();
      if (heldSince != NEVER) {
        requestHeld = forwardedAt - heldSince;
        heldSince = NEVER;
      }
    }
  }

  /** A piece of the final reply has arrived. */
  void replyCame() {
    heldSince = ticker.nanoTime();
    if (repliedAt == NEVER) {
      repliedAt = heldSince;
    }
  }

  /** A piece of a reply has gone to the client. */
  void replyGone() {
    lastAt = ticker.nanoTime();
  }

  /** The client waits for an answer of the proxy from now on. */
  void answers() {
    if (heldSince == NEVER) {
      heldSince = ticker.nanoTime();
    }
  }

  /** It is over. Only the first call counts. */
  void ends(How how) {
    if (endedAt == NEVER) {
      long last =
          switch (how) {
            case REPLIED, ANSWERED -> lastAt;
            case NO_REPLY_EXPECTED -> forwardedAt;
            case UNANSWERED, CUT -> NEVER;
          };
      endedAt = last == NEVER ? ticker.nanoTime() : last;
      if (how == How.ANSWERED && repliedAt != NEVER) {
        // All of the reply was held back, not only its last byte.
        heldSince = repliedAt;
      }
    }
  }

  /** Returns the times, once it is over. */
  Times times() {
    boolean replied = repliedAt != NEVER && forwardedAt != NEVER;
    long replyHeld = heldSince == NEVER ? 0 : Math.max(0, endedAt - heldSince);
    return new Times(
        Math.max(0, endedAt - beganAt),
        replied ? Math.max(0, repliedAt - forwardedAt) : Times.UNKNOWN,
        requestHeld + replyHeld);
  }
}
