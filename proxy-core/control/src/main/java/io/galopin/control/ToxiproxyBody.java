package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts bodies of Toxiproxy's calls to the plain values that {@link
 * io.galopin.config.ToxiproxyJson} takes: field names in lower case with hyphens, and without null
 * fields.
 */
final class ToxiproxyBody {

  /** Fields that contain names of paths, headers and the like, which stay unchanged. */
  private static final Set<String> OWN_NAMES = Set.of("rules", "when");

  private ToxiproxyBody() {}

  /**
   * Returns the fields of an object.
   *
   * @throws Refusal if a name is there twice, in different spellings
   */
  static Map<String, Object> fields(ObjectNode object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Object value =
          OWN_NAMES.contains(Option.normalName(field.getKey()))
              ? Json.plain(field.getValue())
              : plain(field.getValue());
      if (value != null && fields.putIfAbsent(Option.normalName(field.getKey()), value) != null) {
        throw new Refusal(
            400,
            "bad request body: " + Excerpt.of(field.getKey()) + ": given twice (expected: once)");
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  private static @Nullable Object plain(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> fields((ObjectNode) value);
      case ARRAY -> list((ArrayNode) value);
      case BOOLEAN -> value.booleanValue();
      case NUMBER -> value.numberValue();
      case STRING -> value.textValue();
      default -> null;
    };
  }

  private static List<Object> list(ArrayNode array) {
    List<Object> values = new ArrayList<>();
    for (JsonNode element : array) {
      Object value = plain(element);
      if (value != null) {
        values.add(value);
      }
    }
    return Collections.unmodifiableList(values);
  }
}
