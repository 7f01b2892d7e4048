package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.engine.Proxy;
import io.galopin.live.Impairment;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a change lasts, and who has made it: as fields of bodies and of replies. */
final class StayJson {

  /** Fields that only replies have. */
  static final List<String> READ_ONLY = List.of("expires-at", "set-at");

  private StayJson() {}

  /**
   * Reads the fields, which stay where they are.
   *
   * @return empty if none is given
   * @throws OptionException if they are wrong
   */
  static Optional<Stay> read(Map<String, ? extends @Nullable Object> fields) {
    Object time = fields.get(Stay.EXPIRES_IN);
    Object by = fields.get(Stay.SET_BY);
    if (time == null && by == null) {
      return Optional.empty();
    }
    if (by != null && !(by instanceof String)) {
      throw new OptionException(Stay.SET_BY, Excerpt.of(by.toString()), "text, as in ann@laptop");
    }
    return Optional.of(
        new Stay(
            time == null ? Optional.empty() : Stay.read(time), by == null ? "" : by.toString()));
  }

  /**
   * Reads the fields of a body.
   *
   * @param where added to messages: {@code " at proxy 2"}, or nothing
   * @throws Refusal if they are wrong
   */
  static Optional<Stay> read(Map<String, ? extends @Nullable Object> fields, String where) {
    try {
      return read(fields);
    } catch (OptionException wrong) {
      throw ToxiproxyErrors.badBody(wrong.getMessage() + where);
    }
  }

  /**
   * Reads the fields of a body and removes them from it.
   *
   * @throws OptionException if they are wrong
   */
  static Stay take(ObjectNode body) {
    @Nullable Object time = null;
    @Nullable Object by = null;
    for (String name : List.copyOf(names(body))) {
      switch (Option.normalName(name)) {
        case Stay.EXPIRES_IN -> time = plain(body.remove(name));
        case Stay.SET_BY -> by = plain(body.remove(name));
        default -> {}
      }
    }
    Map<String, Object> fields = new HashMap<>();
    if (time != null) {
      fields.put(Stay.EXPIRES_IN, time);
    }
    if (by != null) {
      fields.put(Stay.SET_BY, by);
    }
    return read(fields).orElse(Stay.forGood());
  }

  private static @Nullable Object plain(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value.isTextual() ? value.textValue() : value;
  }

  private static List<String> names(ObjectNode body) {
    return body.properties().stream().map(Map.Entry::getKey).toList();
  }

  static Duration toMillis(Duration time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Adds the fields to what a reply says about something, if it has an end or a name. */
  static ObjectNode show(ObjectNode json, Live live, Proxy proxy, Subject subject) {
    live.impairments().of(proxy, subject).ifPresent(kept -> show(json, live, kept));
    return json;
  }

  private static void show(ObjectNode json, Live live, Impairment kept) {
    kept.end()
        .ifPresent(
            end ->
                json.put(Stay.EXPIRES_IN, Stay.text(toMillis(live.impairments().left(end))))
                    .put("expires-at", end.truncatedTo(ChronoUnit.MILLIS).toString()));
    json.put("set-at", kept.since().truncatedTo(ChronoUnit.MILLIS).toString());
    if (!kept.by().isEmpty()) {
      json.put(Stay.SET_BY, kept.by());
    }
  }
}
