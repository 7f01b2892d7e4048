package io.galopin.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A proxy in another process. */
final class RemoteProxy implements Proxy {

  private final String name;
  private final String host;
  private final ControlApi api;
  private final Calls calls;
  private final String path;

  /**
   * Creates the object without calling the server.
   *
   * @param host the server's host, where clients connect if the proxy listens on all addresses
   */
  RemoteProxy(String name, String host, ControlApi api, Calls calls) {
    this.name = name;
    this.host = host;
    this.api = api;
    this.calls = calls;
    this.path = "/proxies/" + Calls.segment(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public InetSocketAddress address() {
    Map<String, Object> fields = calls.get(path);
    String listen = Fields.text(fields, "listen");
    int colon = listen.lastIndexOf(':');
    int port = Integer.parseInt(listen.substring(colon + 1));
    if (port == 0) {
      throw GalopinException.withoutPort(name);
    }
    String where = listen.substring(0, colon).replaceAll("[\\[\\]]", "");
    boolean everywhere = where.isEmpty() || where.equals("::") || where.equals("0.0.0.0");
    return new InetSocketAddress(everywhere ? host : where, port);
  }

  @Override
  public String upstream() {
    return Fields.text(calls.get(path), "upstream");
  }

  @Override
  public void setUpstream(String upstream) {
    calls.post(path, Map.of("upstream", upstream));
  }

  @Override
  public String protocol() {
    Object protocol = calls.get(path).get("protocol");
    if (protocol instanceof Map<?, ?> object) {
      return String.valueOf(object.get("name"));
    }
    return protocol == null ? "tcp" : protocol.toString();
  }

  @Override
  public boolean enabled() {
    return Boolean.TRUE.equals(calls.get(path).get("enabled"));
  }

  @Override
  public void setEnabled(boolean enabled) {
    calls.post(path, Map.of("enabled", enabled));
  }

  @Override
  public Lasting lasting(Duration time) {
    return new RemoteLasting(path, api, calls, time);
  }

  @Override
  public List<Impairment> impairments() {
    List<Map<String, Object>> rules = ruleFields();
    return Impairment.of(calls.get(path), rules);
  }

  @Override
  public List<Toxic> toxics() {
    return Fields.list(calls.get(path), "toxics").stream().map(Toxic::from).toList();
  }

  @Override
  public Toxic addToxic(ToxicDraft draft) {
    if (!draft.toxic().when().isEmpty() || !draft.toxic().trigger().isEmpty()) {
      api.requireGalopin("when, trigger");
    }
    return Toxic.from(calls.post(path + "/toxics", draft.toxic().fields()));
  }

  // Not PATCH, which Toxiproxy has had only since 2.6.
  @Override
  public Toxic updateToxic(Toxic toxic) {
    Map<String, Object> change = new LinkedHashMap<>(toxic.fields());
    change.keySet().retainAll(List.of("toxicity", "attributes", "when", "trigger"));
    return Toxic.from(calls.post(path + "/toxics/" + Calls.segment(toxic.name()), change));
  }

  @Override
  public boolean removeToxic(String toxic) {
    return calls.delete(path + "/toxics/" + Calls.segment(toxic));
  }

  @Override
  public Undo withProfile(String profile) {
    api.requireGalopin("profile");
    calls.put(path + "/profile", Map.of("name", profile));
    return Undo.with(() -> calls.delete(path + "/profile"));
  }

  @Override
  public Mix mix() {
    return Mix.from(Fields.of(calls.get(path).get("behaviors")));
  }

  @Override
  public void setMix(Mix mix) {
    api.requireGalopin("behaviors");
    calls.post(path, Map.of("behaviors", mix.fields()));
  }

  @Override
  public List<Rule> rules() {
    return ruleFields().stream().map(RemoteProxy::rule).toList();
  }

  private List<Map<String, Object>> ruleFields() {
    api.requireGalopin("rules");
    return Fields.list(calls.get(path + "/rules"), "rules");
  }

  private static Rule rule(Map<String, Object> fields) {
    Map<String, Object> counters = Fields.of(fields.get("counters"));
    return new Rule(
        Fields.text(fields, "name"),
        Fields.text(fields, "text"),
        !Boolean.FALSE.equals(fields.get("enabled")),
        Fields.number(counters, "seen"),
        Fields.number(counters, "matched"),
        Fields.number(counters, "fired"),
        Optional.ofNullable(counters.get("nearest-miss")).map(String::valueOf));
  }

  @Override
  public void setRules(List<String> rules) {
    api.requireGalopin("rules");
    calls.put(path + "/rules", rules);
  }

  @Override
  public void updateRule(String rule, double percent, Map<String, String> options) {
    api.requireGalopin("rules");
    calls.post(
        path + "/rules/" + Calls.segment(rule),
        Map.of("weight", percent, "options", options, "keep-counts", true));
  }

  @Override
  public Undo withRule(String text) {
    List<Map<String, Object>> before = ruleFields();
    List<String> names = before.stream().map(fields -> Fields.text(fields, "name")).toList();
    String named = Rule.named(text, names);
    String added = named.strip().substring(0, named.strip().indexOf(':'));
    List<Object> rules = new ArrayList<>(before);
    rules.add(0, named);
    calls.put(path + "/rules", rules);
    return Undo.with(() -> removeRule(added));
  }

  private void removeRule(String rule) {
    calls.put(
        path + "/rules",
        ruleFields().stream().filter(fields -> !Fields.text(fields, "name").equals(rule)).toList());
  }

  @Override
  public Traffic traffic() {
    api.requireGalopin("traffic");
    List<String> lines = calls.text("/metrics").lines().toList();
    return new Traffic(
        count(lines, "galopin_connections_total"), count(lines, "galopin_exchanges_total"));
  }

  @Override
  public Undo listen(TrafficListener listener) {
    api.requireGalopin("exchanges");
    ExchangeStream stream =
        ExchangeStream.read(
            "galopin-traffic",
            calls.stream("/exchanges?proxy=" + Calls.segment(name)),
            new TrafficStream(listener),
            ExchangeStream.SILENCE);
    return Undo.with(stream::close);
  }

  /** Returns the value of one of this proxy's metrics; 0 if nothing has been counted yet. */
  private long count(List<String> metrics, String metric) {
    String label = "proxy=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    return metrics.stream()
        .filter(line -> line.startsWith(metric + "{") && line.contains(label))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public List<JournalEntry> journal() {
    return api.journal(0, "&proxy=" + Calls.segment(name));
  }

  @Override
  public long journalLetGo() {
    return api.journalLetGo();
  }

  @Override
  public List<Configured> configured() {
    List<Configured> all = new ArrayList<>();
    if (!calls.get("/proxies").containsKey(name)) {
      return all;
    }
    rules().forEach(rule -> all.add(configured(rule.name(), "", "")));
    mix().shares().forEach(share -> all.add(configured("", share.behavior().name(), "")));
    toxics().forEach(toxic -> all.add(configured("", toxic.name(), toxic.type())));
    return all;
  }

  /**
   * Does not ask how often it fired, because the server forgets that when a rule or toxic is
   * removed.
   */
  private static Configured configured(String rule, String plugin, String type) {
    return new Configured(rule, plugin, type, OptionalLong.empty());
  }

  @Override
  public List<Plugin> plugins() {
    return api.plugins();
  }

  @Override
  public boolean delete() {
    return calls.delete(path);
  }

  /** Returns a line for people: {@code web at http://localhost:8474}. */
  @Override
  public String toString() {
    return name + " at " + calls.base();
  }
}
