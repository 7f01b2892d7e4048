package io.galopin.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A choice between behaviors by weight: {@code 20:delay,5:error}. The rest, up to 100, passes.
 * Immutable.
 *
 * @param shares in order of display
 */
public record Mix(List<Share> shares) {

  /**
   * A behavior with its weight.
   *
   * @param percent above 0 and at most 100
   */
  public record Share(double percent, Behavior behavior) {}

  private static final Mix NONE = new Mix(List.of());

  public Mix {
    shares = List.copyOf(shares);
  }

  /** Returns a mix in which every exchange passes. */
  public static Mix none() {
    return NONE;
  }

  /** Returns a mix that applies one behavior to every exchange. */
  public static Mix of(Behavior behavior) {
    return NONE.and(100, behavior);
  }

  /**
   * Reads the short form, {@code 20:delay,5:error}. All options have their defaults.
   *
   * @throws GalopinException if the text is not a mix
   */
  public static Mix parse(String text) {
    Mix mix = NONE;
    for (String pair : text.split(",", -1)) {
      String[] parts = pair.trim().split(":", -1);
      if (parts.length != 2 || !parts[0].matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
        throw new GalopinException(
            "mix: \""
                + text
                + "\" (expected: percent:name pairs with commas between, as in 20:delay,5:error)");
      }
      mix = mix.and(Double.parseDouble(parts[0]), Behavior.of(parts[1].trim()));
    }
    return mix;
  }

  /** Returns this mix with one more behavior. */
  public Mix and(double percent, Behavior behavior) {
    List<Share> all = new ArrayList<>(shares);
    all.add(new Share(percent, behavior));
    return new Mix(all);
  }

  /** Reads the {@code behaviors} of a proxy as the control API shows them. */
  public static Mix from(Map<?, ?> fields) {
    Mix mix = NONE;
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      Map<String, Object> options = new LinkedHashMap<>();
      Object weight = field.getValue();
      if (weight instanceof Map<?, ?> object) {
        object.forEach((option, value) -> options.put(String.valueOf(option), value));
        weight = options.remove("weight");
      }
      double percent = Double.parseDouble(String.valueOf(weight));
      mix = mix.and(percent, new Behavior(String.valueOf(field.getKey()), options));
    }
    return mix;
  }

  /** Returns the {@code behaviors} of a proxy as the control API takes them. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Share share : shares) {
      Map<String, Object> behavior = new LinkedHashMap<>();
      behavior.put("weight", Quantities.number(share.percent()));
      behavior.putAll(share.behavior().options());
      if (fields.put(share.behavior().name(), behavior) != null) {
        throw new GalopinException("mix: " + this + " (expected: each behavior once)");
      }
    }
    return fields;
  }

  /** Returns the short form, without options. */
  @Override
  public String toString() {
    return shares.isEmpty()
        ? "100:dummy"
        : shares.stream()
            .map(share -> Quantities.number(share.percent()) + ":" + share.behavior().name())
            .collect(Collectors.joining(","));
  }
}
