package io.galopin.control;

import io.galopin.api.Option;
import io.galopin.api.ToxicFactory;
import io.galopin.engine.Catalog;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Refuses attributes of a wrong JSON type, as Toxiproxy does: a number as text, a time in fractions
 * of its unit, which clients could not read again. A text with a unit, {@code "1.5 s"}, is fine.
 * Attributes that a toxic does not have are not looked at.
 */
final class AttributeTypes {

  private final Catalog catalog;

  AttributeTypes(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Looks at the toxics that are given with a proxy. */
  void checkProxy(Map<String, Object> proxy) {
    if (proxy.get("toxics") instanceof List<?> toxics) {
      for (Object toxic : toxics) {
        if (toxic instanceof Map<?, ?> fields && fields.get("type") instanceof String type) {
          checkToxic(type, fields);
        }
      }
    }
  }

  /** Looks at one toxic. */
  void checkToxic(String type, Map<?, ?> toxic) {
    ToxicFactory factory = catalog.toxics().get(Option.normalName(type));
    if (factory == null || !(toxic.get("attributes") instanceof Map<?, ?> attributes)) {
      return;
    }
    for (Option<?> option : factory.options()) {
      Object given = attributes.get(option.name());
      if (given != null && !fits(option, given)) {
        throw ToxiproxyErrors.badBody(
            "attributes."
                + option.name()
                + ": "
                + written(given)
                + " (expected: "
                + expected(option)
                + ")");
      }
    }
  }

  private static String written(Object given) {
    return given instanceof String ? '"' + given.toString() + '"' : given.toString();
  }

  private static String expected(Option<?> option) {
    return option.range()
        + ", as a JSON "
        + (option.isFlag() ? "boolean" : isText(option) ? "string" : "number");
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
      new BigDecimal(text);
      return true;
    } catch (NumberFormatException other) {
      return false;
    }
  }
}
