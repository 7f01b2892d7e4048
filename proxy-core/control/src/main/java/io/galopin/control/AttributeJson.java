package io.galopin.control;

import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import io.galopin.api.ToxicFactory;
import io.galopin.rules.toxic.WireName;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads attributes of toxics from JSON, as Toxiproxy does. Drops attributes that a toxic does not
 * have. Refuses a wrong JSON type, such as a number as text. Also refuses a fraction of a time's
 * unit, which clients could not read back. A text with a unit, {@code "1.5 s"}, is fine.
 */
final class AttributeJson {

  private static final String TOXICS = "toxics";
  private static final String TYPE = "type";
  private static final String ATTRIBUTES = "attributes";

  private final Plugins plugins;

  AttributeJson(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * Returns a proxy whose toxics have only known attributes.
   *
   * @param where added to messages: {@code " at proxy 2"}, or nothing
   */
  Map<String, Object> proxy(Map<String, Object> proxy, String where) {
    if (!(proxy.get(TOXICS) instanceof List<?> toxics)) {
      return proxy;
    }
    Map<String, Object> tidy = new LinkedHashMap<>(proxy);
    tidy.put(TOXICS, toxics.stream().map(toxic -> element(toxic, where)).toList());
    return tidy;
  }

  private Object element(Object toxic, String where) {
    return toxic instanceof Map<?, ?> fields && fields.get(TYPE) instanceof String type
        ? toxic(type, fields, where)
        : toxic;
  }

  /** Returns a toxic of this type with only known attributes. */
  Map<String, Object> toxic(String type, Map<?, ?> toxic, String where) {
    Map<String, Object> tidy = new LinkedHashMap<>();
    toxic.forEach((name, value) -> tidy.put(String.valueOf(name), value));
    ToxicFactory factory = plugins.catalog().toxics().get(Option.normalName(type));
    if (factory != null && toxic.get(ATTRIBUTES) instanceof Map<?, ?> attributes) {
      tidy.put(ATTRIBUTES, known(factory.options(), attributes, where));
    }
    return tidy;
  }

  private static Map<String, Object> known(
      List<Option<?>> options, Map<?, ?> attributes, String where) {
    Map<String, Object> known = new LinkedHashMap<>();
    for (Option<?> option : options) {
      Object given = attributes.get(option.name());
      if (given == null) {
        continue;
      }
      if (!fits(option, given)) {
        throw ToxiproxyErrors.badBody(
            "attributes."
                + WireName.of(option.name())
                + ": "
                + Excerpt.of(given instanceof String ? '"' + given.toString() + '"' : given)
                + " (expected: "
                + option.range()
                + ", as a JSON "
                + type(option)
                + ")"
                + where);
      }
      known.put(option.name(), given);
    }
    return known;
  }

  private static String type(Option<?> option) {
    return option.isFlag() ? "boolean" : isText(option) ? "string" : "number";
  }

  private static boolean isText(Option<?> option) {
    return option.typeName().equals("text") || !option.choices().isEmpty();
  }

  private static boolean fits(Option<?> option, Object given) {
    if (option.isFlag()) {
      return given instanceof Boolean;
    }
    if (isText(option)) {
      return given instanceof String;
    }
    if (given instanceof Double number && option.typeName().equals("duration")) {
      return number == Math.rint(number);
    }
    return given instanceof Number || (given instanceof String text && !isNumber(text.trim()));
  }

  private static boolean isNumber(String text) {
    try {
      return new BigDecimal(text).precision() > 0;
    } catch (NumberFormatException other) {
      return false;
    }
  }
}
