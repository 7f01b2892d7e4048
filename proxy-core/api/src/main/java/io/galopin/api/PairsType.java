package io.galopin.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts by name, in their order: {@code a=1; b=2}.
 *
 * @param attributes the allowed names; empty if any name is allowed
 */
record PairsType(List<Attribute> attributes) implements OptionType<Map<String, String>> {

  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public String range() {
    return attributes.isEmpty()
        ? "name=value pairs separated by semicolons"
        : "attribute=value pairs separated by semicolons, of "
            + attributes.stream().map(Attribute::toString).collect(Collectors.joining(", "));
  }

  @Override
  public @Nullable Map<String, String> parse(Object given) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> pair : map.entrySet()) {
        if (!put(String.valueOf(pair.getKey()), String.valueOf(pair.getValue()), pairs)) {
          return null;
        }
      }
      return Collections.unmodifiableMap(pairs);
    }
    for (String pair : String.valueOf(given).split("(?<!\\\\);", -1)) {
      int equals = pair.indexOf('=');
      boolean blank = pair.isBlank();
      if (!blank
          && (equals < 0
              || !put(
                  pair.substring(0, equals).trim(),
                  pair.substring(equals + 1).trim().replace("\\;", ";"),
                  pairs))) {
        return null;
      }
    }
    return Collections.unmodifiableMap(pairs);
  }

  private boolean put(String name, String value, Map<String, String> pairs) {
    boolean control = (name + value).chars().anyMatch(Character::isISOControl);
    return !name.isEmpty() && !control && isKnown(name) && pairs.putIfAbsent(name, value) == null;
  }

  private boolean isKnown(String name) {
    return attributes.isEmpty()
        || attributes.stream()
            .anyMatch(
                attribute ->
                    attribute.perName()
                        ? name.startsWith(attribute.name() + ".")
                            && name.length() > attribute.name().length() + 1
                        : name.equals(attribute.name()));
  }

  @Override
  public Object plain(Map<String, String> value) {
    return value;
  }

  @Override
  public String text(Map<String, String> value) {
    return value.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue().replace(";", "\\;"))
        .collect(Collectors.joining("; "));
  }
}
