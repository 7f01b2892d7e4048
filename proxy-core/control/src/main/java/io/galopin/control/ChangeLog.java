package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.api.Excerpt;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what callers have changed, and from where: names and addresses, never other contents of
 * their calls.
 */
final class ChangeLog {

  private static final Logger log = LoggerFactory.getLogger(ChangeLog.class);

  /** How many names a message has. */
  private static final int MOST = 8;

  private ChangeLog() {}

  /** Logs a change. */
  static void say(RoutingContext context, String what) {
    SocketAddress caller = context.request().remoteAddress();
    log.info(
        "control API, from {}: {}",
        caller == null ? "somebody" : caller,
        Excerpt.of(what.replaceAll("\\p{Cntrl}", "?")));
  }

  /** Describes a proxy of a reply: {@code web, 127.0.0.1:8001 → localhost:3000}. */
  static String proxy(JsonNode proxy) {
    return proxy.path("name").asText()
        + ", "
        + proxy.path("listen").asText()
        + " → "
        + proxy.path("upstream").asText()
        + (proxy.path("backend-tls").path("verify").asBoolean(true)
            ? ""
            : ", whose certificate nobody checks")
        + (proxy.path("enabled").asBoolean(true) ? "" : ", disabled")
        + end(proxy);
  }

  /** Describes a toxic of a reply: {@code slow (latency, downstream)}. */
  static String toxic(JsonNode toxic) {
    return toxic.path("name").asText()
        + " ("
        + toxic.path("type").asText()
        + ", "
        + toxic.path("stream").asText()
        + ")"
        + end(toxic);
  }

  private static String end(JsonNode changed) {
    String left = changed.path("expires-in").asText();
    return left.isEmpty() ? "" : ", for " + left;
  }

  /** Joins names with commas. Keeps only the first ones if there are many. */
  static String names(Collection<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    List<String> some = names.stream().limit(MOST).toList();
    return String.join(", ", some)
        + (names.size() > MOST ? " and " + (names.size() - MOST) + " more" : "");
  }

  /** Returns the names of the objects in a list of a reply. */
  static String namesIn(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(each -> names.add(each.path("name").asText()));
    return names(names);
  }
}
