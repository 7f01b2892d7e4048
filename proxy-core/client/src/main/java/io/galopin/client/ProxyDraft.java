package io.galopin.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The description of a proxy that is not open yet. Each setter changes and returns this object. Not
 * thread-safe.
 */
public final class ProxyDraft {

  private static final String LISTEN_TLS = "listen-tls";
  private static final String BACKEND_TLS = "backend-tls";

  private final Function<ProxyDraft, Proxy> opener;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<String> rules = new ArrayList<>();
  private final List<Toxic> toxics = new ArrayList<>();

  /**
   * Describes a proxy that listens on a free port of the loopback address and speaks {@code tcp}.
   *
   * @param opener called by {@link #start}
   */
  public ProxyDraft(String name, String upstream, Function<ProxyDraft, Proxy> opener) {
    this.opener = opener;
    fields.put("name", name);
    fields.put("upstream", upstream);
    fields.put("listen", "127.0.0.1:0");
  }

  /** Sets the address to which clients connect. {@code localhost:0} chooses a free port. */
  public ProxyDraft listen(String address) {
    fields.put("listen", address);
    return this;
  }

  /**
   * Sets the protocol that clients and backend speak.
   *
   * @param options names and values, alternating, see {@link Behavior#with}
   */
  public ProxyDraft protocol(String name, Object... options) {
    Map<String, Object> protocol = new LinkedHashMap<>();
    protocol.put("name", name);
    protocol.putAll(Behavior.of(name, options).options());
    fields.put("protocol", protocol);
    return this;
  }

  /**
   * Ends TLS of clients, with certificates of Galopin's own authority, for the name that each asks
   * for. In the same JVM, {@code Galopin.sslContext()} trusts it.
   */
  public ProxyDraft withListenTls() {
    fields.put(LISTEN_TLS, "auto");
    return this;
  }

  /**
   * Ends TLS of clients.
   *
   * @param settings those of {@code listen-tls} in a configuration, names and values, alternating:
   *     {@code "certificate", Path.of("site.pem"), "versions", List.of("1.3")}
   */
  public ProxyDraft withListenTls(Object... settings) {
    fields.put(LISTEN_TLS, Pairing.of(LISTEN_TLS, settings));
    return this;
  }

  /**
   * Says how TLS is spoken with a backend whose address begins with {@code tls://}.
   *
   * @param settings those of {@code backend-tls} in a configuration, names and values, alternating:
   *     {@code "trust", Path.of("ca.pem"), "server-name", "api.example.com"}
   */
  public ProxyDraft withBackendTls(Object... settings) {
    fields.put(BACKEND_TLS, Pairing.of(BACKEND_TLS, settings));
    return this;
  }

  /** Sets the mix that acts from the start. */
  public ProxyDraft mix(Mix mix) {
    fields.put("behaviors", mix.fields());
    return this;
  }

  /**
   * Adds a rule that acts from the start. It is tried after those added before.
   *
   * @param rule in the form of the command line: {@code when http.path=/orders/* first 3 error}
   */
  public ProxyDraft rule(String rule) {
    rules.add(rule);
    return this;
  }

  /**
   * Lets chance depend on what clients send instead of the order in which they connect. Exchanges
   * with the same value are treated the same in every run with the same seed.
   *
   * @param attribute an attribute of the request: {@code http.header.X-Request-Id}
   */
  public ProxyDraft drawBy(String attribute) {
    fields.put("draw-by", attribute);
    return this;
  }

  /** Adds a toxic that acts from the start. */
  public ProxyDraft toxic(ToxicDraft toxic) {
    toxics.add(toxic.toxic());
    return this;
  }

  /** Lets the proxy start disabled, not listening. */
  public ProxyDraft disabled() {
    fields.put("enabled", false);
    return this;
  }

  /** Opens the proxy. Returns when it listens and its toxics are in place. */
  public Proxy start() {
    return opener.apply(this);
  }

  /** Returns the name of the proxy. */
  public String name() {
    return String.valueOf(fields.get("name"));
  }

  /** Returns the toxics added so far. */
  public List<Toxic> toxics() {
    return List.copyOf(toxics);
  }

  /** Returns the proxy as the control API takes it. */
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
