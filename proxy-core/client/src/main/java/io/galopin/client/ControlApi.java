package io.galopin.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A Galopin in another process, reached through its control API. Also works with a Toxiproxy
 * server: what only Galopin has is then refused with a sentence. Thread-safe.
 *
 * <pre>{@code
 * try (Control galopin = ControlApi.at("http://localhost:8474")) {
 *   Proxy redis = galopin.proxy("redis", "localhost:6379").start();
 *   …
 * }
 * }</pre>
 */
public final class ControlApi implements Control {

  private static final int PAGE = 10_000;

  private final Calls calls;
  private final URI base;
  private final Optional<String> token;

  private ControlApi(URI base, Optional<String> token, Optional<SSLContext> secure) {
    this.base = base;
    this.token = token;
    this.calls = new Calls(base, token, secure);
  }

  /** Returns a client of the server at this URL. Does not connect yet. */
  public static ControlApi at(String url) {
    return new ControlApi(URI.create(url), Optional.empty(), Optional.empty());
  }

  /** Returns a client of a server that requires a token. */
  public static ControlApi at(String url, String token) {
    return new ControlApi(URI.create(url), Optional.of(token), Optional.empty());
  }

  /** Returns a client of the same server that speaks TLS with this context: {@code https://…}. */
  public ControlApi withSslContext(SSLContext context) {
    return new ControlApi(base, token, Optional.of(context));
  }

  /**
   * Returns a client of the same server that trusts only these authorities: {@code https://…}.
   *
   * @param authorities a file with their certificates in PEM, such as {@code ca.pem} of Galopin
   * @throws GalopinException if the file cannot be used
   */
  public ControlApi trusting(Path authorities) {
    return withSslContext(Authorities.context(authorities));
  }

  @Override
  public ProxyDraft proxy(String name, String upstream) {
    return new ProxyDraft(name, upstream, this::open);
  }

  private Proxy open(ProxyDraft draft) {
    checkThatItCan(draft);
    Map<String, Object> reply = calls.post("/proxies", draft.fields());
    return completed(draft, reply);
  }

  private void checkThatItCan(ProxyDraft draft) {
    Map<String, Object> fields = draft.fields();
    for (String field :
        List.of("protocol", "behaviors", "rules", "draw-by", "listen-tls", "backend-tls")) {
      if (fields.containsKey(field)) {
        requireGalopin(field);
      }
    }
  }

  /** Adds the toxics that Toxiproxy ignored when it created the proxy. */
  private Proxy completed(ProxyDraft draft, Map<String, Object> reply) {
    RemoteProxy proxy = new RemoteProxy(draft.name(), base.getHost(), this, calls);
    boolean hasThem = reply.get("toxics") instanceof List<?> toxics && !toxics.isEmpty();
    if (!hasThem) {
      draft.toxics().forEach(proxy::addToxic);
    }
    return proxy;
  }

  /**
   * Throws if the server is not a Galopin.
   *
   * @param what needs a Galopin, for the message
   */
  void requireGalopin(String what) {
    Map<String, Object> version = calls.get("/version");
    if (!version.containsKey("galopin")) {
      throw new GalopinException(
          what
              + ": "
              + calls.base()
              + " is version "
              + version.get("version")
              + " of Toxiproxy (expected: Galopin)");
    }
  }

  @Override
  public Proxy existing(String name) {
    calls.get("/proxies/" + Calls.segment(name));
    return new RemoteProxy(name, base.getHost(), this, calls);
  }

  @Override
  public List<Proxy> proxies() {
    List<Proxy> proxies = new ArrayList<>();
    calls.get("/proxies").keySet().stream()
        .sorted()
        .forEach(name -> proxies.add(new RemoteProxy(name, base.getHost(), this, calls)));
    return proxies;
  }

  @Override
  public List<Proxy> populate(List<ProxyDraft> drafts) {
    drafts.forEach(this::checkThatItCan);
    Map<String, Object> reply =
        calls.post("/populate", drafts.stream().map(ProxyDraft::fields).toList());
    List<?> made = reply.get("proxies") instanceof List<?> list ? list : List.of();
    List<Proxy> populated = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Map<String, Object> one = i < made.size() ? Fields.of(made.get(i)) : Map.of();
      populated.add(completed(drafts.get(i), one));
    }
    return populated;
  }

  @Override
  public void reset() {
    calls.post("/reset", Map.of());
  }

  @Override
  public long seed() {
    requireGalopin("seed");
    return Fields.number(calls.get("/journal?limit=1"), "seed");
  }

  @Override
  public List<JournalEntry> journalAfter(long number) {
    return journal(number, "");
  }

  /**
   * Returns the entries after a number, oldest first.
   *
   * @param filter more parameters of the query: {@code &proxy=web}; may be empty
   */
  List<JournalEntry> journal(long after, String filter) {
    requireGalopin("journal");
    List<JournalEntry> all = new ArrayList<>();
    long last = after;
    List<?> entries;
    do {
      Map<String, Object> page = calls.get("/journal?after=" + last + "&limit=" + PAGE + filter);
      entries = page.get("entries") instanceof List<?> list ? list : List.of();
      entries.forEach(entry -> all.add(entry(Fields.of(entry))));
      last = Fields.number(page, "last");
    } while (entries.size() == PAGE);
    return all;
  }

  @Override
  public Following onExchange(String when, Consumer<FinishedExchange> listener) {
    requireGalopin("exchanges");
    String path = "/exchanges" + (when.isBlank() ? "" : "?when=" + Calls.segment(when));
    return RemoteFollowing.start(calls.stream(path), listener);
  }

  long journalLetGo() {
    requireGalopin("journal");
    return Fields.number(calls.get("/journal?limit=1"), "let-go");
  }

  private static JournalEntry entry(Map<String, Object> fields) {
    String direction = Fields.text(fields, "direction");
    return new JournalEntry(
        Fields.number(fields, "number"),
        Instant.parse(Fields.text(fields, "time")),
        JournalEntry.Origin.valueOf(Fields.text(fields, "origin").toUpperCase(Locale.ROOT)),
        Fields.text(fields, "proxy"),
        Fields.number(fields, "connection"),
        Fields.text(fields, "layer"),
        Fields.number(fields, "exchange"),
        direction.isEmpty() ? Optional.empty() : Optional.of(Direction.of(direction)),
        Fields.text(fields, "rule"),
        Fields.text(fields, "plugin"),
        Fields.text(fields, "decision"),
        Fields.text(fields, "request"),
        Fields.text(fields, "identity"));
  }

  @Override
  public List<Plugin> plugins() {
    requireGalopin("plugins");
    Map<String, Object> all = calls.get("/plugins");
    List<Plugin> plugins = new ArrayList<>();
    for (Plugin.Kind kind : Plugin.Kind.values()) {
      Fields.list(all, kind + "s").forEach(one -> plugins.add(plugin(kind, one)));
    }
    return plugins;
  }

  @Override
  public List<String> profiles() {
    requireGalopin("profiles");
    return Fields.list(calls.get("/profiles"), "profiles").stream()
        .map(profile -> Fields.text(profile, "name"))
        .toList();
  }

  private static Plugin plugin(Plugin.Kind kind, Map<String, Object> fields) {
    return new Plugin(
        kind,
        Fields.text(fields, "name"),
        Fields.text(fields, "description"),
        options(fields, "options"),
        optionsByProtocol(Fields.of(fields.get("options_by_protocol"))));
  }

  private static Map<String, List<Plugin.Option>> optionsByProtocol(Map<String, Object> fields) {
    Map<String, List<Plugin.Option>> byProtocol = new HashMap<>();
    fields.keySet().forEach(protocol -> byProtocol.put(protocol, options(fields, protocol)));
    return byProtocol;
  }

  private static List<Plugin.Option> options(Map<String, Object> fields, String key) {
    return Fields.list(fields, key).stream()
        .map(
            option ->
                new Plugin.Option(
                    Fields.text(option, "name"),
                    Fields.text(option, "type"),
                    Fields.text(option, "range"),
                    Optional.ofNullable(option.get("default")),
                    Fields.text(option, "description")))
        .toList();
  }

  /** Does nothing. The server and its proxies keep running. */
  @Override
  public void close() {}
}
