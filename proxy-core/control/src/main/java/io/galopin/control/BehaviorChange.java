package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Excerpt;
import io.galopin.api.OptionException;
import io.galopin.rules.MixText;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The change that {@code PUT /behavior} asks for: {@code {"name": "delay", "sleep": 2}}, or {@code
 * {"name": "20:delay,5:error", "delay": {"sleep": 2}}}. Parsed, but not checked against the plugins
 * yet.
 *
 * @param mix whether options are nested under their behavior
 * @param percents by behavior, in the order of the text
 * @param options the options of these behaviors, as written
 */
record BehaviorChange(
    boolean mix, Map<String, BigDecimal> percents, Map<String, Map<String, JsonNode>> options) {

  private static final String NAME = "name";

  BehaviorChange {
    percents = Collections.unmodifiableMap(new LinkedHashMap<>(percents));
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * Reads a body.
   *
   * @throws Refusal in Vaurien's form
   */
  static BehaviorChange read(ObjectNode body) {
    JsonNode name = body.path(NAME);
    if (name.isMissingNode() || name.isNull()) {
      throw VaurienErrors.single(400, "body", "", "name: missing (expected: a behavior or a mix)");
    }
    if (!name.isTextual()) {
      throw VaurienErrors.single(
          400, "body", NAME, "name: " + kind(name) + " (expected: a behavior or a mix)");
    }
    Map<String, JsonNode> others = new LinkedHashMap<>();
    body.properties().forEach(field -> others.put(field.getKey(), field.getValue()));
    others.remove(NAME);
    String text = name.textValue();
    return text.indexOf(':') >= 0 || text.indexOf(',') >= 0
        ? mix(text, others)
        : new BehaviorChange(false, Map.of(text, BigDecimal.valueOf(100)), Map.of(text, others));
  }

  private static BehaviorChange mix(String text, Map<String, JsonNode> others) {
    VaurienErrors errors = new VaurienErrors();
    Map<String, BigDecimal> percents = Map.of();
    try {
      percents = MixText.parse(NAME, text);
    } catch (OptionException noMix) {
      errors.add("", noMix);
    }
    errors.throwIfAny();
    Map<String, Map<String, JsonNode>> options = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> other : others.entrySet()) {
      String behavior = other.getKey();
      if (!percents.containsKey(behavior)) {
        errors.add(
            "body",
            behavior,
            Excerpt.of(behavior)
                + ": not in the mix (expected: options under the name of their behavior)");
      } else if (other.getValue() instanceof ObjectNode object) {
        Map<String, JsonNode> written = new LinkedHashMap<>();
        object.properties().forEach(field -> written.put(field.getKey(), field.getValue()));
        options.put(behavior, written);
      } else {
        errors.add(
            "body",
            behavior,
            Excerpt.of(behavior)
                + ": "
                + kind(other.getValue())
                + " (expected: an object of its options)");
      }
    }
    errors.throwIfAny();
    return new BehaviorChange(true, percents, options);
  }

  /** Describes a value for a message. Cuts a long one. */
  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NULL -> "null";
      default -> Excerpt.of(value.asText());
    };
  }
}
