package io.galopin.telemetry;

import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.How;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What OpenTelemetry's semantic conventions want of the spans of a protocol. The label of a request
 * begins with what kind of request it is: {@code GET /a}, {@code SELECT orders}.
 */
enum Convention {
  /** See the conventions for HTTP. */
  HTTP {
    @Override
    String name(FinishedExchange exchange) {
      String method = operation(exchange);
      return METHODS.contains(method) ? method : "HTTP";
    }

    @Override
    void describe(Span span, FinishedExchange exchange) {
      String method = operation(exchange);
      if (METHODS.contains(method)) {
        span.setAttribute(METHOD, method);
      } else {
        span.setAttribute(METHOD, "_OTHER").setAttribute(ORIGINAL_METHOD, method);
      }
      if (STATUS_CODE.matcher(exchange.reply()).matches()) {
        span.setAttribute(STATUS, Long.parseLong(exchange.reply()));
      }
    }
  },

  /** See the conventions for database calls. */
  DATABASE {
    @Override
    void describe(Span span, FinishedExchange exchange) {
      span.setAttribute(SYSTEM, SYSTEMS.getOrDefault(protocol(exchange), protocol(exchange)));
      String operation = operation(exchange);
      if (!operation.isEmpty()) {
        span.setAttribute(OPERATION, operation);
      }
      if (exchange.error()) {
        span.setAttribute(DATABASE_STATUS, errorType(exchange));
      }
    }
  },

  /** Protocols without conventions. */
  OTHER;

  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ORIGINAL_METHOD =
      AttributeKey.stringKey("http.request.method_original");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
  private static final AttributeKey<String> DATABASE_STATUS =
      AttributeKey.stringKey("db.response.status_code");

  /** The methods that a span may be called by. */
  private static final Set<String> METHODS =
      Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

  /** The conventions' names of databases, by protocol. */
  private static final Map<String, String> SYSTEMS =
      Map.of("postgres", "postgresql", "mysql", "mysql", "redis", "redis", "memcache", "memcached");

  /** No counts or texts, of which there would be too many. */
  private static final Pattern OPERATION_FORM = Pattern.compile("[A-Za-z][\\w.-]{0,31}");

  private static final Pattern STATUS_CODE = Pattern.compile("[1-9][0-9]{2}");

  static Convention of(FinishedExchange exchange) {
    String protocol = protocol(exchange);
    return protocol.equals("http") ? HTTP : SYSTEMS.containsKey(protocol) ? DATABASE : OTHER;
  }

  /** The protocol that the exchange is one of, which may be a layer below the proxy's. */
  static String protocol(FinishedExchange exchange) {
    String layer = exchange.exchange().layer();
    return layer.isEmpty() ? exchange.protocol() : layer;
  }

  /** The first word of the request's label; empty if that is no word. */
  static String operation(FinishedExchange exchange) {
    String word = firstWord(exchange.exchange().request());
    return OPERATION_FORM.matcher(word).matches() ? word : "";
  }

  private static String firstWord(String label) {
    for (int i = 0; i < label.length(); i++) {
      if (label.charAt(i) == ' ' || label.charAt(i) == ',' || label.charAt(i) == ';') {
        return label.substring(0, i);
      }
    }
    return label;
  }

  /** Returns the name of the span, of which there are few. */
  String name(FinishedExchange exchange) {
    String operation = operation(exchange);
    return operation.isEmpty() ? protocol(exchange) : operation;
  }

  /** Adds what the conventions want. */
  void describe(Span span, FinishedExchange exchange) {}

  /**
   * Whether a reply was to come and did not. Nobody knows that of a turn, which is not called by a
   * word.
   */
  boolean misses(FinishedExchange exchange) {
    return exchange.how() == How.UNANSWERED && !operation(exchange).isEmpty();
  }

  /** Returns what kind of error the reply is. */
  String errorType(FinishedExchange exchange) {
    String word = firstWord(exchange.reply());
    return word.isEmpty() ? "_OTHER" : word;
  }
}
