package io.galopin.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What acts on the bytes of one direction of a proxy's connections. Immutable.
 *
 * @param type the plugin, as Toxiproxy writes it: {@code slow_close}
 * @param name unique among the toxics of its proxy; empty: type and direction, {@code
 *     latency_downstream}
 * @param direction the bytes on which it acts
 * @param toxicity the chance that it acts on a connection, 0 to 1
 * @param attributes by name, in Toxiproxy's units
 * @param when on which connections it may act; empty for all
 * @param trigger on which of those, and when; empty for all, at all times
 */
public record Toxic(
    String type,
    String name,
    Direction direction,
    double toxicity,
    Map<String, Object> attributes,
    String when,
    String trigger)
    implements ToxicDraft {

  static final Duration MILLISECOND = Duration.ofMillis(1);
  static final Duration MICROSECOND = Duration.ofNanos(1_000);

  public Toxic {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** A toxic of any type, such as a plugin's own, with its defaults. */
  public static Toxic of(String type) {
    return new Toxic(type, "", Direction.DOWNSTREAM, 1, Map.of(), "", "");
  }

  /** Each piece of data leaves so long after it arrived. */
  public static Latency latency(Duration latency) {
    return new Latency(latency, Duration.ZERO);
  }

  /**
   * So much passes in a second, on each connection.
   *
   * @param kilobytes of 1,000 bytes; with 0 nothing passes, and nothing is lost
   */
  public static Toxic bandwidth(long kilobytes) {
    return of("bandwidth").with("rate", kilobytes);
  }

  /** The end of the direction is held back so long. */
  public static Toxic slowClose(Duration delay) {
    return of("slow_close").with("delay", Quantities.in(MILLISECOND, delay));
  }

  /**
   * Data is dropped, and the connection is closed after that time.
   *
   * @param timeout zero: when the toxic is removed
   */
  public static Toxic timeout(Duration timeout) {
    return of("timeout").with("timeout", Quantities.in(MILLISECOND, timeout));
  }

  /** Data is dropped, and the connection is reset after that time. */
  public static Toxic resetPeer(Duration timeout) {
    return of("reset_peer").with("timeout", Quantities.in(MILLISECOND, timeout));
  }

  /** Data is cut into pieces of this average size, in bytes. */
  public static Slicer slicer(int averageSize) {
    return new Slicer(averageSize, 0, Duration.ZERO);
  }

  /** The connection is closed after so many bytes. */
  public static Toxic limitData(long bytes) {
    return of("limit_data").with("bytes", bytes);
  }

  /** The same with one more attribute, see {@link Behavior#with}. */
  public Toxic with(String attribute, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(attributes);
    all.put(attribute, Quantities.plain(value));
    return new Toxic(type, name, direction, toxicity, all, when, trigger);
  }

  Toxic in(Direction other) {
    return new Toxic(type, name, other, toxicity, attributes, when, trigger);
  }

  Toxic withToxicity(double chance) {
    return new Toxic(type, name, direction, chance, attributes, when, trigger);
  }

  Toxic withName(String other) {
    return new Toxic(type, other, direction, toxicity, attributes, when, trigger);
  }

  Toxic withScope(String condition, String times) {
    return new Toxic(type, name, direction, toxicity, attributes, condition, times);
  }

  @Override
  public Toxic toxic() {
    return this;
  }

  /** Reads a toxic as the control API shows it. */
  public static Toxic from(Map<?, ?> fields) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (fields.get("attributes") instanceof Map<?, ?> given) {
      given.forEach((attribute, value) -> attributes.put(String.valueOf(attribute), value));
    }
    return new Toxic(
        String.valueOf(fields.get("type")),
        String.valueOf(fields.get("name")),
        Direction.of(String.valueOf(fields.get("stream"))),
        Double.parseDouble(String.valueOf(fields.get("toxicity"))),
        attributes,
        Fields.text(Fields.of(fields), "when"),
        Fields.text(Fields.of(fields), "trigger"));
  }

  /** The toxic as the control API takes it. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!name.isEmpty()) {
      fields.put("name", name);
    }
    fields.put("type", type);
    fields.put("stream", direction.toString());
    fields.put("toxicity", Quantities.number(toxicity));
    fields.put("attributes", attributes);
    if (!when.isEmpty()) {
      fields.put("when", when);
    }
    if (!trigger.isEmpty()) {
      fields.put("trigger", trigger);
    }
    return fields;
  }
}
