package io.galopin.live;

import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.live.ChangeRefused.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Changes a running engine. Every change needs the {@link #turns turn} of its proxies, and is made
 * completely or not at all. A change may call plugins, look up names, and wait until the system
 * binds or frees an address, so call it on threads that may block. It never waits for anything that
 * happens on connections. Thread-safe.
 */
public final class Live {

  private final Engine engine;
  private final Bound bound;
  private final Turns turns = new Turns();

  /**
   * Creates the only object that may change {@code engine}.
   *
   * @param bound the limit on all proxies together
   */
  public Live(Engine engine, Bound bound) {
    this.engine = engine;
    this.bound = bound;
  }

  /** The turns that serialize changes. */
  public Turns turns() {
    return turns;
  }

  /** Returns the open proxy of this name. */
  public Optional<Proxy> find(String name) {
    return engine.proxy(name);
  }

  /**
   * Returns the open proxy of this name.
   *
   * @throws ChangeRefused if there is none
   */
  public Proxy existing(String name) {
    return find(name).orElseThrow(() -> new ChangeRefused(Why.NO_PROXY, name));
  }

  /**
   * Opens a proxy. If it is enabled, it starts to listen once its toxics are in place.
   *
   * @param made called only if the name is free
   * @throws ChangeRefused if a proxy has that name
   * @throws ChangeFailed if the proxy cannot listen
   */
  public Proxy create(String name, Supplier<ProxySpec> made) {
    turns.require(name);
    if (find(name).isPresent()) {
      throw new ChangeRefused(Why.PROXY_EXISTS, name);
    }
    ProxySpec spec = made.get();
    bound.check(engine, List.of(spec));
    return ChangeFailed.orDone(engine.open(spec));
  }

  /**
   * Replaces a proxy's specification by what {@code change} returns.
   *
   * @throws ChangeFailed if the engine cannot make the change
   */
  public Proxy update(Proxy proxy, UnaryOperator<ProxySpec> change) {
    ProxySpec changed = change.apply(now(proxy));
    bound.check(engine, List.of(changed));
    return ChangeFailed.orDone(proxy.become(changed));
  }

  /**
   * Opens proxies, and changes those whose names exist already. Does so for all of them or for
   * none.
   *
   * @param wanted proxies with different names
   * @return the proxies, in the order of {@code wanted}
   * @throws ChangeFailed if the engine cannot make one of the changes
   */
  public List<Proxy> populate(List<ProxySpec> wanted) {
    wanted.forEach(spec -> turns.require(spec.name()));
    bound.check(engine, wanted);
    return ChangeFailed.orDone(engine.become(wanted));
  }

  /**
   * Sets the upstream address for connections that are accepted from now on. Open connections keep
   * their backend.
   *
   * @throws OptionException if the upstreams lead in a circle
   */
  public void setUpstream(Proxy proxy, Address upstream) {
    now(proxy);
    proxy.setUpstream(upstream);
  }

  /**
   * Enables a proxy and removes its toxics.
   *
   * @throws ChangeFailed if the proxy cannot listen
   */
  public void reset(Proxy proxy) {
    if (proxy.address().isPresent()) {
      removeToxics(proxy);
    } else {
      ProxySpec enabled = now(proxy).withToxics(List.of()).withEnabled(true);
      ChangeFailed.orDone(proxy.become(enabled));
    }
  }

  /** Removes a proxy and drops its connections. */
  public void delete(Proxy proxy) {
    now(proxy);
    ChangeFailed.orDone(proxy.close());
  }

  /**
   * Adds a toxic after the existing ones.
   *
   * @param made called only if the name is free
   * @throws ChangeRefused if a toxic of the proxy has that name
   */
  public ToxicSpec addToxic(Proxy proxy, String name, Supplier<ToxicSpec> made) {
    List<ToxicSpec> toxics = new ArrayList<>(now(proxy).toxics());
    if (toxics.stream().anyMatch(toxic -> toxic.name().equals(name))) {
      throw new ChangeRefused(Why.TOXIC_EXISTS, name);
    }
    ToxicSpec added = made.get();
    toxics.add(added);
    setToxics(proxy, toxics);
    return added;
  }

  /**
   * Replaces a toxic by what {@code change} returns. It keeps its place in the chain.
   *
   * @throws ChangeRefused if the proxy has no toxic of that name
   */
  public ToxicSpec updateToxic(Proxy proxy, String name, UnaryOperator<ToxicSpec> change) {
    List<ToxicSpec> toxics = new ArrayList<>(now(proxy).toxics());
    ToxicSpec before = toxic(proxy, name);
    ToxicSpec after = change.apply(before);
    toxics.set(toxics.indexOf(before), after);
    setToxics(proxy, toxics);
    return after;
  }

  /**
   * Removes a toxic of a proxy.
   *
   * @throws ChangeRefused if the proxy has no toxic of that name
   */
  public void removeToxic(Proxy proxy, String name) {
    List<ToxicSpec> toxics = new ArrayList<>(now(proxy).toxics());
    toxics.remove(toxic(proxy, name));
    proxy.setToxics(toxics);
  }

  /** Removes all toxics of a proxy. */
  public void removeToxics(Proxy proxy) {
    now(proxy);
    proxy.setToxics(List.of());
  }

  /**
   * Returns a toxic of a proxy. Needs no turn.
   *
   * @throws ChangeRefused if the proxy has no toxic of that name
   */
  public static ToxicSpec toxic(Proxy proxy, String name) {
    return proxy.spec().toxics().stream()
        .filter(toxic -> toxic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ChangeRefused(Why.NO_TOXIC, name));
  }

  private void setToxics(Proxy proxy, List<ToxicSpec> toxics) {
    bound.check(engine, List.of(proxy.spec().withToxics(toxics)));
    proxy.setToxics(toxics);
  }

  /**
   * Replaces a proxy's rules by what {@code change} returns.
   *
   * @return the new rules
   */
  public RuleSet changeRules(Proxy proxy, Function<RuleSet, RuleSet> change) {
    RuleSet rules = change.apply(now(proxy).rules());
    bound.check(engine, List.of(proxy.spec().withRules(rules)));
    proxy.setRules(rules);
    return rules;
  }

  /**
   * Sets or removes a proxy's mix.
   *
   * @param given by behavior, the options that apply from now on where a rule or mix sets none
   */
  public RuleSet setMix(Proxy proxy, Optional<Mix> mix, Map<String, Options> given) {
    ProxySpec now = now(proxy);
    Map<String, Options> defaults = new HashMap<>(now.defaults());
    defaults.putAll(given);
    RuleSet rules = now.rules().withMix(mix);
    bound.check(engine, List.of(now.withRules(rules).withDefaults(defaults)));
    proxy.setRules(rules, defaults);
    return rules;
  }

  private ProxySpec now(Proxy proxy) {
    turns.require(proxy.spec().name());
    return proxy.spec();
  }
}
