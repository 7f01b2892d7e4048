package io.galopin.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A toxic: it acts on the bytes of one direction of a proxy's connections. Immutable.
 *
 * @param type the name of the plugin, as Toxiproxy writes it: {@code slow_close}
 * @param name unique among the toxics of its proxy; if empty, it becomes type and direction: {@code
 *     latency_downstream}
 * @param direction the direction whose bytes it acts on
 * @param toxicity the chance that it acts on a connection, from 0 to 1
 * @param attributes by name, in Toxiproxy's units
 * @param when a condition on the connections it may act on; empty for all
 * @param trigger on which of those it acts, and at what times; empty for all, always
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

  /** Returns a toxic of any type, built in or not, with default attributes. */
  public static Toxic of(String type) {
    return new Toxic(type, "", Direction.DOWNSTREAM, 1, Map.of(), "", "");
  }

  /** Returns a toxic that delays each piece of data. */
  public static Latency latency(Duration latency) {
    return new Latency(latency, Duration.ZERO);
  }

  /**
   * Returns a toxic that limits how much passes per second on each connection.
   *
   * @param kilobytes per second, 1,000 bytes each; with 0, everything waits and nothing is lost
   */
  public static Toxic bandwidth(long kilobytes) {
    return of("bandwidth").with("rate", kilobytes);
  }

  /** Returns a toxic that delays the end of the direction. */
  public static Toxic slowClose(Duration delay) {
    return of("slow_close").with("delay", Quantities.in(MILLISECOND, delay));
  }

  /**
   * Returns a toxic that drops all data and closes the connection after a time.
   *
   * @param timeout zero to close it when the toxic is removed
   */
  public static Toxic timeout(Duration timeout) {
    return of("timeout").with("timeout", Quantities.in(MILLISECOND, timeout));
  }

  /** Returns a toxic that drops all data and resets the connection after a time. */
  public static Toxic resetPeer(Duration timeout) {
    return of("reset_peer").with("timeout", Quantities.in(MILLISECOND, timeout));
  }

  /** Returns a toxic that cuts data into pieces of this average size, in bytes. */
  public static Slicer slicer(int averageSize) {
    return new Slicer(averageSize, 0, Duration.ZERO);
  }

  /** Returns a toxic that closes the connection after this number of bytes. */
  public static Toxic limitData(long bytes) {
    return of("limit_data").with("bytes", bytes);
  }

  /** Returns this toxic with one more attribute, see {@link Behavior#with}. */
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

  /** Reads a toxic from the form in which the control API shows it. */
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

  /** Returns the toxic as the control API takes it. */
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
