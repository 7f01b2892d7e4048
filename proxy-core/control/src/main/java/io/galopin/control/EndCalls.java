package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Excerpt;
import io.galopin.engine.Proxy;
import io.galopin.live.Flaps;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The call that renews the ends of changes; {@code openapi.json} documents it. */
final class EndCalls {

  private static final String ENDS = "ends";
  private static final String KIND = "kind";
  private static final String NAME = "name";
  private static final Map<String, Kind> KINDS = kinds();

  private final Live live;
  private final Flaps flaps;
  private final Workers workers;

  EndCalls(Live live, Flaps flaps, Workers workers) {
    this.live = live;
    this.flaps = flaps;
    this.workers = workers;
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("toxic", Kind.TOXIC);
    kinds.put("rule", Kind.RULE);
    kinds.put("behavior", Kind.MIX);
    kinds.put("disabled", Kind.DISABLED);
    kinds.put("flap", Kind.FLAP);
    kinds.put("profile", Kind.PROFILE);
    return kinds;
  }

  void addTo(Router router) {
    router.put("/proxies/:proxy/ends").handler(this::renew);
  }

  private void renew(RoutingContext context) {
    String name = live.existing(context.pathParam("proxy")).spec().name();
    ObjectNode body = Json.readObject(RequestBody.of(context));
    Map<String, Object> fields = ToxiproxyBody.fields(body);
    refuseOthers(fields.keySet());
    List<Subject> subjects = new ArrayList<>();
    if (!(body.path(ENDS) instanceof ArrayNode list)) {
      throw Json.other(body.path(ENDS), "a JSON array as " + ENDS);
    }
    list.forEach(end -> subjects.add(subject(end)));
    Stay stay = time(fields);
    workers.replyUnlogged(
        context, List.of(name), () -> shown(renew(live.existing(name), subjects, stay)));
  }

  private static void refuseOthers(Set<String> names) {
    for (String name : names) {
      if (!name.equals(ENDS) && !name.equals(Stay.EXPIRES_IN)) {
        throw ToxiproxyErrors.badBody(
            Excerpt.of(name) + ": unknown (expected: " + Stay.EXPIRES_IN + " and " + ENDS + ")");
      }
    }
  }

  private static Stay time(Map<String, Object> fields) {
    return StayJson.read(fields, "")
        .filter(stay -> stay.time().isPresent())
        .orElseThrow(
            () ->
                ToxiproxyErrors.badBody(
                    Stay.EXPIRES_IN + ": none (expected: a time with a unit, such as \"10 s\")"));
  }

  private static Subject subject(JsonNode end) {
    Kind kind = KINDS.get(end.path(KIND).asText());
    String name = end.path(NAME).asText();
    boolean needsName = kind == Kind.TOXIC || kind == Kind.RULE || kind == Kind.PROFILE;
    if (kind == null || needsName == name.isEmpty()) {
      throw ToxiproxyErrors.badBody(
          ENDS
              + ": "
              + Excerpt.of(end.toString())
              + " (expected: a kind, one of "
              + String.join(", ", KINDS.keySet())
              + "; and the name of the toxic, rule or profile)");
    }
    return new Subject(kind, name);
  }

  /** Returns those that are gone. */
  private List<Subject> renew(Proxy proxy, List<Subject> subjects, Stay stay) {
    List<Subject> gone = new ArrayList<>();
    for (Subject subject : subjects) {
      boolean renewed =
          subject.kind() == Kind.FLAP ? flaps.renew(proxy, stay) : live.renew(proxy, subject, stay);
      if (!renewed) {
        gone.add(subject);
      }
    }
    return gone;
  }

  private static ObjectNode shown(List<Subject> gone) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("gone");
    for (Subject subject : gone) {
      ObjectNode end = list.addObject();
      KINDS.forEach(
          (word, kind) -> {
            if (kind == subject.kind()) {
              end.put(KIND, word);
            }
          });
      if (!subject.name().isEmpty()) {
        end.put(NAME, subject.name());
      }
    }
    return json;
  }
}
