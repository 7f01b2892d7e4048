package io.galopin.engine.exchange;

import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line at level debug for each exchange of a connection when it is over. */
public final class ExchangeLog {

  private static final Logger log = LoggerFactory.getLogger(ExchangeLog.class);

  private ExchangeLog() {}

  /**
   * Returns the time at which an exchange begins, for {@link #ended}; 0 if exchanges are not
   * logged.
   */
  static long now(ConnectionFacts connection) {
    return log.isDebugEnabled() ? connection.now() : 0;
  }

  /** Called when the head of its final reply has arrived. */
  static void began(ActiveExchange exchange, Reply reply) {
    if (log.isDebugEnabled()) {
      exchange.replyLabel(reply.label());
    }
  }

  /** Called when the backend's reply has ended, or when later bytes belong to another exchange. */
  static void replied(ConnectionFacts connection, ActiveExchange exchange) {
    if (log.isDebugEnabled()) {
      String reply = exchange.replyLabel();
      ended(connection, exchange, reply.isEmpty() ? "replied" : reply);
    }
  }

  /** Called when the backend has sent a message that nobody asked for. */
  static void noticed(ConnectionFacts connection, Message notice) {
    if (log.isDebugEnabled()) {
      log.debug("{}: notice of the backend: {}", connection.place(), notice.label());
    }
  }

  /** Called when the proxy itself has answered. */
  static void answered(ConnectionFacts connection, ActiveExchange exchange, Rendering rendering) {
    if (log.isDebugEnabled()) {
      ended(connection, exchange, "answered by Galopin: " + rendering.label());
    }
  }

  /**
   * Called when the exchange is over.
   *
   * @param how in words
   */
  static void ended(ConnectionFacts connection, ActiveExchange exchange, String how) {
    if (log.isDebugEnabled()) {
      long nanos = exchange.beganAt() == 0 ? 0 : connection.now() - exchange.beganAt();
      log.debug(
          "{}/{} {}: {}, {} ms",
          connection.place(),
          exchange.ordinal(),
          exchange.label(),
          how,
          TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }
}
