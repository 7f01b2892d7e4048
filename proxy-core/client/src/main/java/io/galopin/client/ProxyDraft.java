package io.galopin.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A proxy that is described, and not open yet. Each method changes and gives this object; used by
 * one thread.
 */
public final class ProxyDraft {

  private final Function<ProxyDraft, Proxy> opener;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<String> rules = new ArrayList<>();
  private final List<Toxic> toxics = new ArrayList<>();

  /**
   * A proxy that listens on any free port of loopback and speaks {@code tcp}.
   *
   * @param opener opens it
   */
  public ProxyDraft(String name, String upstream, Function<ProxyDraft, Proxy> opener) {
    this.opener = opener;
    fields.put("name", name);
    fields.put("upstream", upstream);
    fields.put("listen", "127.0.0.1:0");
  }

  /** Where clients are to connect: {@code localhost:0} for any free port. */
  public ProxyDraft listen(String address) {
    fields.put("listen", address);
    return this;
  }

  /**
   * What clients and backend speak.
   *
   * @param options names and values in turn, see {@link Behavior#with}
   */
  public ProxyDraft protocol(String name, Object... options) {
    Map<String, Object> protocol = new LinkedHashMap<>();
    protocol.put("name", name);
    protocol.putAll(Behavior.of(name, options).options());
    fields.put("protocol", protocol);
    return this;
  }

  /** The behaviors that act from the start. */
  public ProxyDraft mix(Mix mix) {
    fields.put("behaviors", mix.fields());
    return this;
  }

  /**
   * One more rule that acts from the start, tried after those before it.
   *
   * @param rule as it is written on the command line: {@code when http.path=/orders/* first 3
   *     error}
   */
  public ProxyDraft rule(String rule) {
    rules.add(rule);
    return this;
  }

  /**
   * Has chance follow from what clients send, rather than from the order in which they connect:
   * exchanges with the same value meet the same fate, however often a run is repeated.
   *
   * @param attribute one of the request's: {@code http.header.X-Request-Id}
   */
  public ProxyDraft drawBy(String attribute) {
    fields.put("draw-by", attribute);
    return this;
  }

  /** One more toxic that acts from the start. */
  public ProxyDraft toxic(ToxicDraft toxic) {
    toxics.add(toxic.toxic());
    return this;
  }

  /** It is not to listen yet. */
  public ProxyDraft disabled() {
    fields.put("enabled", false);
    return this;
  }

  /** Opens it; returns when it listens, with its toxics in place. */
  public Proxy start() {
    return opener.apply(this);
  }

  /** Its name. */
  public String name() {
    return String.valueOf(fields.get("name"));
  }

  /** Its toxics. */
  public List<Toxic> toxics() {
    return List.copyOf(toxics);
  }

  /** The proxy as the control API takes it. */
  public Map<String, Object> fields() {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    if (!rules.isEmpty()) {
      all.put("rules", List.copyOf(rules));
    }
    if (!toxics.isEmpty()) {
      all.put("toxics", toxics.stream().map(Toxic::fields).toList());
    }
    return all;
  }
}
