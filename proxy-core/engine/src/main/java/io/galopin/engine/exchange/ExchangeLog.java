package io.galopin.engine.exchange;

import io.galopin.api.Message;
import io.galopin.engine.trace.FinishedExchange;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line at level debug for each exchange of a connection when it is over. */
public final class ExchangeLog {

  private static final Logger log = LoggerFactory.getLogger(ExchangeLog.class);

  private ExchangeLog() {}

  /** Whether exchanges are logged. */
  static boolean isOn() {
    return log.isDebugEnabled();
  }

  /** Called when the backend has sent a message that nobody asked for. */
  static void noticed(ConnectionFacts connection, Message notice) {
    if (log.isDebugEnabled()) {
      log.debug("{}: notice of the backend: {}", connection.place(), notice.label());
    }
  }

  /** Called when an exchange is over. */
  static void over(FinishedExchange exchange) {
    if (log.isDebugEnabled()) {
      log.debug(
          "{}#{}/{} {}: {}, {} ms",
          exchange.proxy(),
          exchange.connection(),
          exchange.exchange().ordinal(),
          exchange.exchange().request(),
          how(exchange),
          TimeUnit.NANOSECONDS.toMillis(exchange.times().total()));
    }
  }

  private static String how(FinishedExchange exchange) {
    return switch (exchange.how()) {
      case REPLIED -> exchange.reply().isEmpty() ? "replied" : exchange.reply();
      case ANSWERED -> "answered by Galopin: " + exchange.reply();
      case NO_REPLY_EXPECTED -> "no reply expected";
      case UNANSWERED -> "no reply";
      case CUT -> "the connection ended";
    };
  }
}
