package io.galopin.embed;

import io.galopin.client.Fault;
import io.galopin.client.GalopinException;
import io.galopin.client.JournalEntry;
import io.galopin.client.Mix;
import io.galopin.client.Plugin;
import io.galopin.client.Proxy;
import io.galopin.client.Rule;
import io.galopin.client.Toxic;
import io.galopin.client.ToxicDraft;
import io.galopin.client.Traffic;
import io.galopin.client.Undo;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A proxy of an engine in this JVM. Changes of one proxy are made one after the other. */
final class EmbeddedProxy implements Proxy {

  private static final String BEHAVIORS = "behaviors";
  private static final String RULES = "rules";

  private final Galopin galopin;
  private final io.galopin.engine.Proxy proxy;

  /** What it was last made from as a whole; empty once a part has been changed. */
  private Map<String, Object> description;

  private Mix mix;
  private final FaultWatch watch;

  /**
   * A proxy that has been opened.
   *
   * @param fields what it was made from
   */
  EmbeddedProxy(Galopin galopin, io.galopin.engine.Proxy proxy, Map<String, Object> fields) {
    this.galopin = galopin;
    this.proxy = proxy;
    this.description = fields;
    this.mix = mixOf(fields);
    this.watch = new FaultWatch(proxy.spec().name(), galopin);
    watchAll();
  }

  private void watchAll() {
    watch.rules(proxy.spec().rules());
    watch.toxics(proxy.spec().toxics(), proxy.connections());
  }

  ProxySpec spec() {
    return proxy.spec();
  }

  FaultWatch watch() {
    return watch;
  }

  private static Mix mixOf(Map<String, Object> fields) {
    return fields.get(BEHAVIORS) instanceof Map<?, ?> given ? Mix.from(given) : Mix.none();
  }

  /**
   * What {@code wanted} makes of it: it stays alone if it is as described, and it keeps its port if
   * any will do.
   */
  synchronized ProxySpec replacement(Map<String, Object> fields, ProxySpec wanted) {
    ProxySpec now = proxy.spec();
    if (fields.equals(description)) {
      return now;
    }
    boolean anyPort =
        wanted.listen().port() == 0 && wanted.listen().host().equals(now.listen().host());
    return anyPort ? wanted.withListen(now.listen()) : wanted;
  }

  /** It has become what {@code fields} say. */
  synchronized EmbeddedProxy described(Map<String, Object> fields) {
    description = fields;
    mix = mixOf(fields);
    watchAll();
    return this;
  }

  private void changed() {
    description = Map.of();
  }

  @Override
  public String name() {
    return proxy.spec().name();
  }

  @Override
  public InetSocketAddress address() {
    return proxy.address().orElseGet(this::addressToCome);
  }

  /** That of a proxy that is disabled has the port that it had. */
  private InetSocketAddress addressToCome() {
    Address listen = proxy.spec().listen();
    if (listen.port() == 0) {
      throw GalopinException.withoutPort(name());
    }
    return new InetSocketAddress(listen.host(), listen.port());
  }

  @Override
  public String upstream() {
    return proxy.spec().upstream().toString();
  }

  @Override
  public synchronized void setUpstream(String upstream) {
    become(Attempt.get(() -> proxy.spec().withUpstream(Address.parse("upstream", upstream))));
  }

  @Override
  public String protocol() {
    return proxy.spec().protocolName();
  }

  @Override
  public boolean enabled() {
    return proxy.spec().enabled();
  }

  @Override
  public synchronized void setEnabled(boolean enabled) {
    become(proxy.spec().withEnabled(enabled));
  }

  synchronized void reset() {
    become(proxy.spec().withEnabled(true).withToxics(List.of()));
  }

  private void become(ProxySpec spec) {
    changed();
    Attempt.done(proxy.become(spec));
    watchAll();
  }

  @Override
  public List<Toxic> toxics() {
    List<ToxicSpec> toxics = proxy.spec().toxics();
    return Stream.of(io.galopin.api.Direction.UPSTREAM, io.galopin.api.Direction.DOWNSTREAM)
        .flatMap(link -> toxics.stream().filter(toxic -> toxic.direction() == link))
        .map(InstalledPlugins::described)
        .toList();
  }

  @Override
  public synchronized Toxic addToxic(ToxicDraft draft) {
    ToxicSpec added = Attempt.get(() -> galopin.installed().toxic(draft.toxic()));
    setToxics(ToxicChanges.add(name(), proxy.spec().toxics(), added));
    return InstalledPlugins.described(added);
  }

  @Override
  public synchronized Toxic updateToxic(Toxic toxic) {
    List<ToxicSpec> toxics = proxy.spec().toxics();
    ToxicSpec before = ToxicChanges.find(name(), toxics, toxic.name());
    ToxicSpec after = Attempt.get(() -> galopin.installed().change(before, toxic));
    setToxics(ToxicChanges.replace(toxics, before, after));
    return InstalledPlugins.described(after);
  }

  @Override
  public synchronized boolean removeToxic(String name) {
    List<ToxicSpec> toxics = new ArrayList<>(proxy.spec().toxics());
    boolean removed = toxics.removeIf(toxic -> toxic.name().equals(name));
    if (removed) {
      setToxics(toxics);
    }
    return removed;
  }

  private void setToxics(List<ToxicSpec> toxics) {
    changed();
    proxy.setToxics(toxics);
    watch.toxics(toxics, proxy.connections());
  }

  @Override
  public synchronized Mix mix() {
    return mix;
  }

  @Override
  public synchronized void setMix(Mix wanted) {
    RuleSet made = read(BEHAVIORS, wanted.fields());
    mix = wanted;
    setRules(proxy.spec().rules().withMix(RuleChanges.mix(made)));
  }

  /** What acted before is what acts after: it need not fire again. */
  @Override
  public synchronized Undo withMix(Mix wanted) {
    Mix before = mix;
    Optional<io.galopin.engine.rule.Rule> rule = mixRule(proxy.spec().rules());
    setMix(wanted);
    return Undo.with(() -> restore(before, rule));
  }

  private synchronized void restore(Mix before, Optional<io.galopin.engine.rule.Rule> rule) {
    RuleSet made = read(BEHAVIORS, before.fields());
    RuleSet all = proxy.spec().rules().withMix(RuleChanges.mix(made));
    mix = before;
    if (rule.isPresent() && mixRule(all).isPresent()) {
      watch.goesOn(rule.get().tally(), mixRule(all).get().tally());
    }
    setRules(all);
  }

  private static Optional<io.galopin.engine.rule.Rule> mixRule(RuleSet rules) {
    return rules.find(io.galopin.engine.rule.Mix.NAME);
  }

  @Override
  public List<Rule> rules() {
    return proxy.spec().rules().own().stream().map(RuleChanges::described).toList();
  }

  @Override
  public synchronized void setRules(List<String> wanted) {
    List<io.galopin.engine.rule.Rule> made = read(RULES, wanted).own();
    setRules(RuleChanges.replace(proxy.spec().rules(), made));
  }

  @Override
  public synchronized Undo withRule(String text) {
    RuleSet before = proxy.spec().rules();
    List<String> names = before.rules().stream().map(io.galopin.engine.rule.Rule::name).toList();
    RuleSet made = read(RULES, List.of(Rule.named(text, names)));
    io.galopin.engine.rule.Rule added = made.own().get(0);
    setRules(Attempt.get(() -> RuleChanges.add(before, added)));
    return Undo.with(() -> remove(added));
  }

  private synchronized void remove(io.galopin.engine.rule.Rule rule) {
    setRules(RuleChanges.remove(proxy.spec().rules(), rule));
  }

  /** The rules of a proxy like this one that is given {@code value} for {@code key}. */
  private RuleSet read(String key, Object value) {
    Map<String, Object> fields =
        Map.of("name", name(), "upstream", upstream(), "protocol", protocol(), key, value);
    return Attempt.get(() -> galopin.installed().spec(fields)).rules();
  }

  private void setRules(RuleSet rules) {
    changed();
    proxy.setRules(rules);
    watch.rules(rules);
  }

  @Override
  public Traffic traffic() {
    return galopin.traffic(name());
  }

  @Override
  public List<JournalEntry> journal() {
    return galopin.journal().stream().filter(entry -> entry.proxy().equals(name())).toList();
  }

  @Override
  public long journalLetGo() {
    return galopin.journalLetGo();
  }

  @Override
  public List<Fault> faults() {
    return watch.faults();
  }

  @Override
  public List<Plugin> plugins() {
    return galopin.plugins();
  }

  @Override
  public boolean delete() {
    boolean wasThere = galopin.forget(this);
    proxy.close().join();
    return wasThere;
  }

  /** As a line for people: {@code web 127.0.0.1:40001 -> localhost:3000 (http)}. */
  @Override
  public String toString() {
    ProxySpec spec = proxy.spec();
    return spec.name()
        + " "
        + proxy.address().map(Address::of).orElse(spec.listen())
        + " -> "
        + spec.upstream()
        + " ("
        + spec.protocolName()
        + ")";
  }
}
