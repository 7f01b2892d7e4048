package io.galopin.embed;

import io.galopin.client.Configured;
import io.galopin.client.GalopinException;
import io.galopin.client.Impairment;
import io.galopin.client.JournalEntry;
import io.galopin.client.Lasting;
import io.galopin.client.Mix;
import io.galopin.client.Plugin;
import io.galopin.client.Proxy;
import io.galopin.client.Rule;
import io.galopin.client.Toxic;
import io.galopin.client.ToxicDraft;
import io.galopin.client.Traffic;
import io.galopin.client.TrafficListener;
import io.galopin.client.Undo;
import io.galopin.config.tls.Upstream;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.live.Live;
import io.galopin.live.RuleChange;
import io.galopin.live.Stay;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A proxy of an engine in this JVM. Its changes are made one after the other. */
final class EmbeddedProxy implements Proxy {

  private static final String BEHAVIORS = "behaviors";
  private static final String RULES = "rules";

  private final Galopin galopin;
  private final Live live;
  private final io.galopin.engine.Proxy proxy;
  private final ConfiguredSoFar soFar;
  private final Changes changes;

  /** Wraps a proxy that was opened. */
  EmbeddedProxy(Galopin galopin, Live live, io.galopin.engine.Proxy proxy) {
    this.galopin = galopin;
    this.live = live;
    this.proxy = proxy;
    this.soFar = new ConfiguredSoFar(proxy.spec().name(), galopin::nextNumber);
    this.changes = new Changes(live, proxy, galopin.installed(), soFar);
    watchAll();
  }

  /** Watches everything that is configured now. */
  void watchAll() {
    changes.watchAll();
  }

  ProxySpec spec() {
    return proxy.spec();
  }

  ConfiguredSoFar soFar() {
    return soFar;
  }

  private <T> T change(Supplier<T> change) {
    return changes.make(change);
  }

  @Override
  public String name() {
    return proxy.spec().name();
  }

  @Override
  public InetSocketAddress address() {
    return proxy.address().orElseGet(this::addressToCome);
  }

  /** The address of a disabled proxy, which keeps its port. */
  private InetSocketAddress addressToCome() {
    Address listen = proxy.spec().listen();
    if (listen.port() == 0) {
      throw GalopinException.withoutPort(name());
    }
    return new InetSocketAddress(listen.host(), listen.port());
  }

  @Override
  public String upstream() {
    return proxy.spec().shownUpstream();
  }

  @Override
  public void setUpstream(String upstream) {
    change(() -> live.update(proxy, now -> Upstream.parse("upstream", upstream).of(now)));
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
  public void setEnabled(boolean enabled) {
    change(
        () -> {
          live.update(proxy, now -> now.withEnabled(enabled));
          if (!enabled) {
            live.stayDisabled(proxy);
          }
          return this;
        });
  }

  @Override
  public Lasting lasting(Duration time) {
    return new EmbeddedLasting(changes, galopin.flaps(), Attempt.get(() -> Stay.of(time)));
  }

  @Override
  public List<Impairment> impairments() {
    return live.impairments().of(proxy).stream().map(Described::impairment).toList();
  }

  void reset() {
    change(
        () -> {
          live.reset(proxy);
          return this;
        });
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
  public Toxic addToxic(ToxicDraft draft) {
    ToxicSpec added = Attempt.get(() -> galopin.installed().toxic(draft.toxic()));
    return changes.ofToxic(() -> live.toxics().add(proxy, added.name(), () -> added));
  }

  @Override
  public Toxic updateToxic(Toxic toxic) {
    return changes.ofToxic(
        () ->
            live.toxics()
                .update(proxy, toxic.name(), before -> galopin.installed().change(before, toxic)));
  }

  @Override
  public boolean removeToxic(String name) {
    return change(
        () -> {
          boolean there = proxy.spec().toxics().stream().anyMatch(t -> t.name().equals(name));
          if (there) {
            live.toxics().remove(proxy, name);
          }
          return there;
        });
  }

  @Override
  public Undo withProfile(String profile) {
    return changes.profile(profile, Stay.forGood());
  }

  @Override
  public Mix mix() {
    return Described.mix(proxy.spec().rules());
  }

  @Override
  public void setMix(Mix wanted) {
    change(() -> set(wanted));
  }

  /** Sets a mix and returns the rule of the mix before it. */
  private Optional<io.galopin.engine.rule.Rule> set(Mix wanted) {
    Optional<io.galopin.engine.rule.Rule> before = mixRule();
    var mix = changes.read(BEHAVIORS, wanted.fields()).find(io.galopin.engine.rule.Mix.NAME);
    live.setMix(proxy, mix.map(io.galopin.engine.rule.Rule::mix), Map.of());
    return before;
  }

  /** The behavior that acted before also acts afterwards, and need not fire again. */
  @Override
  public Undo withMix(Mix wanted) {
    Optional<io.galopin.engine.rule.Rule> before = change(() -> set(wanted));
    return Undo.with(() -> change(() -> restore(before)));
  }

  private RuleSet restore(Optional<io.galopin.engine.rule.Rule> before) {
    RuleSet all = live.setMix(proxy, before.map(io.galopin.engine.rule.Rule::mix), Map.of());
    before.ifPresent(
        rule -> mixRule().ifPresent(again -> soFar.goesOn(rule.tally(), again.tally())));
    return all;
  }

  private Optional<io.galopin.engine.rule.Rule> mixRule() {
    return proxy.spec().rules().find(io.galopin.engine.rule.Mix.NAME);
  }

  @Override
  public List<Rule> rules() {
    return Described.rules(proxy.spec().rules());
  }

  @Override
  public void setRules(List<String> wanted) {
    change(
        () -> {
          List<io.galopin.engine.rule.Rule> made = changes.read(RULES, wanted).own();
          return live.changeRules(proxy, now -> RuleChange.replaced(now, made));
        });
  }

  @Override
  public void updateRule(String name, double percent, Map<String, String> options) {
    changes.updateRule(name, percent, options);
  }

  @Override
  public Undo withRule(String text) {
    var added =
        change(
            () -> {
              RuleSet before = proxy.spec().rules();
              List<String> names =
                  before.rules().stream().map(io.galopin.engine.rule.Rule::name).toList();
              var made = changes.read(RULES, List.of(Rule.named(text, names))).own().get(0);
              live.changeRules(proxy, now -> RuleChange.added(now, made));
              return made;
            });
    return Undo.with(
        () -> change(() -> live.changeRules(proxy, now -> RuleChange.removed(now, added))));
  }

  @Override
  public Traffic traffic() {
    return galopin.traffic(name());
  }

  @Override
  public Undo listen(TrafficListener listener) {
    return Listened.to(galopin.exchanges(), name(), listener);
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
  public List<Configured> configured() {
    return soFar.configured();
  }

  @Override
  public List<Plugin> plugins() {
    return galopin.plugins();
  }

  @Override
  public boolean delete() {
    return live.turns()
        .inTurn(
            List.of(name()),
            () -> {
              boolean wasThere = galopin.forget(this);
              live.delete(proxy);
              return wasThere;
            });
  }

  /** Returns a line for people: {@code web 127.0.0.1:40001 -> localhost:3000 (http)}. */
  @Override
  public String toString() {
    Address listen = proxy.address().map(spec().listen()::at).orElse(spec().listen());
    return "%s %s -> %s (%s)".formatted(name(), listen, upstream(), protocol());
  }
}
