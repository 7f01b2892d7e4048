package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives proxies the profile of a kind of network connection. The server knows what is in it. For a
 * Toxiproxy, the command makes the toxics.
 *
 * @param builtIn the profiles that come with Galopin
 */
public record ImpairProfile(Supplier<JsonNode> builtIn) implements ClientCommand {

  private static final String PREFIX = "impair-profile-";
  private static final ToxicPair LATENCY = new ToxicPair(PREFIX, "latency");
  private static final ToxicPair BANDWIDTH = new ToxicPair(PREFIX, "bandwidth");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "impair profile",
        List.of(),
        List.of("NAME"),
        "Delays, limits and loses bytes like a kind of network connection; impair profiles lists"
            + " them.",
        Impair.options(List.of()),
        """
        galopin impair profile 3g
        galopin impair profile satellite --all --for 10m\
        """);
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    Optional<Duration> time = Signature.time(given);
    Map<String, JsonNode> proxies = Targets.of(given, server);
    Signature signature = Signature.of(given, time, server);
    JsonNode profile = KnownProfiles.of(server, builtIn).named(given.operand());
    String name = profile.path("name").asText();
    proxies.forEach(
        (proxy, now) -> {
          if (signature.galopin()) {
            ObjectNode body = Json.object().put("name", name);
            signature.sign(body);
            JsonNode reply = server.put(path(proxy), body);
            Impair.tell(report, reply, proxy, now.has("profile"), "profile " + name);
          } else {
            boolean there = isAtToxiproxy(now);
            setAtToxiproxy(server, proxy, now, profile, signature);
            Impair.tell(
                report,
                MissingNode.getInstance(),
                proxy,
                there,
                "profile " + name + ", without its loss, which a Toxiproxy does not have");
          }
        });
  }

  static String path(String proxy) {
    return ControlApi.path("proxies", proxy, "profile");
  }

  /** Whether status is to show the profile in place of this toxic. */
  static boolean isPartOf(JsonNode toxic) {
    return toxic.path("name").asText().startsWith(PREFIX);
  }

  private static boolean isAtToxiproxy(JsonNode now) {
    return LATENCY.isAt(now) || BANDWIDTH.isAt(now);
  }

  /** Removes a profile, and says whether there was one. */
  static boolean clear(ControlApi server, String proxy, JsonNode now) {
    if (now.has("profile")) {
      server.remove(path(proxy));
      return true;
    }
    if (!isAtToxiproxy(now)) {
      return false;
    }
    LATENCY.clear(server, proxy, now);
    BANDWIDTH.clear(server, proxy, now);
    return true;
  }

  private static void setAtToxiproxy(
      ControlApi server, String proxy, JsonNode now, JsonNode profile, Signature signature) {
    BANDWIDTH.clear(server, proxy, now);
    LATENCY.clear(server, proxy, now);
    for (Streams stream : List.of(Streams.UP, Streams.DOWN)) {
      JsonNode line = profile.path(Streams.word(stream.wire()));
      if (line.has("rate")) {
        ObjectNode attributes = Json.object().put("rate", line.path("rate").asLong());
        BANDWIDTH.add(server, proxy, stream, attributes, signature);
      }
      if (line.has("p50")) {
        LATENCY.add(server, proxy, stream, latency(line), signature);
      }
    }
  }

  /** Toxiproxy has no distribution. Its jitter is made to reach half of the way to the p99. */
  private static ObjectNode latency(JsonNode line) {
    long p50 = millis(line, "p50");
    long p99 = millis(line, "p99");
    return Json.object().put("latency", p50).put("jitter", Math.min(p50, (p99 - p50) / 2));
  }

  private static long millis(JsonNode line, String field) {
    return Math.round(Times.nanos(field, line.path(field).asText()) / 1e6);
  }
}
