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
        last = put(server, proxy, stream, there, attributes, signature);
      } else if (there) {
        server.remove(ControlApi.path("proxies", proxy, "toxics", name));
      }
    }
    return last;
  }

  /** Makes a proxy have the one of a direction that it did not have. */
  void add(
      ControlApi server, String proxy, Streams stream, ObjectNode attributes, Signature signature) {
    put(server, proxy, stream.wire(), false, attributes, signature);
  }

  /**
   * Updates or adds one. It may have ended meanwhile, or another command may have added it.
   *
   * @param there whether it was there a moment ago
   */
  private JsonNode put(
      ControlApi server,
      String proxy,
      String stream,
      boolean there,
      ObjectNode attributes,
      Signature signature) {
    String all = ControlApi.path("proxies", proxy, "toxics");
    String one = ControlApi.path("proxies", proxy, "toxics", name(stream));
    ObjectNode change = Json.object();
    change.set("attributes", attributes);
    signature.sign(change);
    ObjectNode added =
        Json.object().put("name", name(stream)).put("type", type).put("stream", stream);
    added.setAll(change);
    return there
        ? server
            .postUnless(ControlApi.NOT_FOUND, one, change)
            .orElseGet(() -> server.post(all, added))
        : server
            .postUnless(ControlApi.CONFLICT, all, added)
            .orElseGet(() -> server.post(one, change));
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
