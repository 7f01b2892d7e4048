package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Json;
import java.util.List;

/**
 * The toxics of one impairment at one proxy, at most one for each direction. Their names, {@code
 * impair-latency-up}, tell them from those that others have added.
 *
 * @param prefix what their names begin with
 * @param type the type of both
 */
record ToxicPair(String prefix, String type) {

  private static final List<String> STREAMS = List.of("upstream", "downstream");

  /** Those that a command sets until it is cleared. */
  static ToxicPair impair(String type) {
    return new ToxicPair("impair-", type);
  }

  private String name(String stream) {
    return prefix + type + "-" + Streams.word(stream);
  }

  /** Whether a proxy has one of them. */
  boolean isAt(JsonNode proxy) {
    return STREAMS.stream().anyMatch(stream -> isAt(proxy, name(stream)));
  }

  private static boolean isAt(JsonNode proxy, String name) {
    for (JsonNode toxic : proxy.path("toxics")) {
      if (toxic.path("name").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes a proxy have them in these directions, and in no other.
   *
   * @return the last reply
   */
  JsonNode set(
      ControlApi server,
      String proxy,
      JsonNode now,
      Streams streams,
      ObjectNode attributes,
      Signature signature) {
    JsonNode last = MissingNode.getInstance();
    for (String stream : STREAMS) {
      String name = name(stream);
      boolean there = isAt(now, name);
      if (streams.has(stream)) {
        ObjectNode body = Json.object();
        if (!there) {
          body.put("name", name).put("type", type).put("stream", stream);
        }
        body.set("attributes", attributes);
        signature.sign(body);
        last =
            server.post(
                there
                    ? ControlApi.path("proxies", proxy, "toxics", name)
                    : ControlApi.path("proxies", proxy, "toxics"),
                body);
      } else if (there) {
        server.remove(ControlApi.path("proxies", proxy, "toxics", name));
      }
    }
    return last;
  }

  /** Adds the one of a direction to a proxy that does not have it. */
  void add(
      ControlApi server, String proxy, Streams stream, ObjectNode attributes, Signature signature) {
    ObjectNode body =
        Json.object()
            .put("name", name(stream.wire()))
            .put("type", type)
            .put("stream", stream.wire());
    body.set("attributes", attributes);
    signature.sign(body);
    server.post(ControlApi.path("proxies", proxy, "toxics"), body);
  }

  /** Removes them from a proxy that has one of them. */
  void clear(ControlApi server, String proxy, JsonNode now) {
    for (String stream : STREAMS) {
      if (isAt(now, name(stream))) {
        server.remove(ControlApi.path("proxies", proxy, "toxics", name(stream)));
      }
    }
  }
}
