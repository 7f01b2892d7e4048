package io.galopin.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON objects in replies. Missing values are empty, or 0. */
final class Fields {

  private Fields() {}

  /** Returns the fields of an object; none if {@code json} is anything else. */
  static Map<String, Object> of(Object json) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (json instanceof Map<?, ?> object) {
      object.forEach((name, value) -> fields.put(String.valueOf(name), value));
    }
    return fields;
  }

  /** Returns the objects of a list. */
  static List<Map<String, Object>> list(Map<String, Object> fields, String name) {
    List<Map<String, Object>> objects = new ArrayList<>();
    if (fields.get(name) instanceof List<?> list) {
      list.forEach(json -> objects.add(of(json)));
    }
    return objects;
  }

  static String text(Map<String, Object> fields, String name) {
    Object value = fields.get(name);
    return value == null ? "" : value.toString();
  }

  static long number(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
