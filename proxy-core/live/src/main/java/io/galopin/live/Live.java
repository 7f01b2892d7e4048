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
 * A running engine as it is changed. Every change needs the {@link #turns turn} of the proxies that
 * it is about; it is made as a whole or not at all. It may call plugins, look up names, and wait
 * for the system to take or give back an address, but for nothing that goes on at connections: for
 * threads that may block. Thread-safe.
 */
public final class Live {

  private final Engine engine;
  private final Bound bound;
  private final Turns turns = new Turns();

  /**
   * Changes {@code engine}, as nobody else does.
   *
   * @param bound what all proxies together may be made of
   */
  public Live(Engine engine, Bound bound) {
    this.engine = engine;
    this.bound = bound;
  }

  /** Whose turn it is to change which proxies. */
  public Turns turns() {
    return turns;
  }

  /** The proxy of this name, if it is open. */
  public Optional<Proxy> find(String name) {
    return engine.proxy(name);
  }

  /**
   * The proxy of this name.
   *
   * @throws ChangeRefused if there is none
   */
  public Proxy existing(String name) {
    return find(name).orElseThrow(() -> new ChangeRefused(Why.NO_PROXY, name));
  }

  /**
   * Opens a proxy; it listens, if it is enabled, when its toxics are in place.
   *
   * @param made is asked when the name is known to be free
   * @throws ChangeRefused if there is one of that name
   * @throws ChangeFailed if it cannot listen
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
   * Makes a proxy what {@code change} makes of it.
   *
   * @throws ChangeFailed if it cannot be
   */
  public Proxy update(Proxy proxy, UnaryOperator<ProxySpec> change) {
    ProxySpec changed = change.apply(now(proxy));
    bound.check(engine, List.of(changed));
    return ChangeFailed.orDone(proxy.become(changed));
  }

  /**
   * Opens proxies, or makes those of the same names what is wanted; all or none.
   *
   * @param wanted of different names
   * @return in this order
   * @throws ChangeFailed if one of them cannot be
   */
  public List<Proxy> populate(List<ProxySpec> wanted) {
    wanted.forEach(spec -> turns.require(spec.name()));
    bound.check(engine, wanted);
    return ChangeFailed.orDone(engine.become(wanted));
  }

  /**
   * Sets the backend of connections that are accepted from now on; those that are open stay.
   *
   * @throws OptionException if it leads in a circle
   */
  public void setUpstream(Proxy proxy, Address upstream) {
    now(proxy);
    proxy.setUpstream(upstream);
  }

  /**
   * Enables a proxy and removes its toxics.
   *
   * @throws ChangeFailed if it cannot listen
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
   * Adds a toxic behind those that a proxy has.
   *
   * @param made is asked when the name is known to be free
   * @throws ChangeRefused if there is one of that name
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
   * Makes a toxic of a proxy what {@code change} makes of it, in its place.
   *
   * @throws ChangeRefused if there is none of that name
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
   * @throws ChangeRefused if there is none of that name
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
   * The toxic of this name, which needs no turn.
   *
   * @throws ChangeRefused if there is none
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
   * Has a proxy the rules that {@code change} makes of those that it has.
   *
   * @return as they are set
   */
  public RuleSet changeRules(Proxy proxy, Function<RuleSet, RuleSet> change) {
    RuleSet rules = change.apply(now(proxy).rules());
    bound.check(engine, List.of(proxy.spec().withRules(rules)));
    proxy.setRules(rules);
    return rules;
  }

  /**
   * Has a proxy another mix, or none.
   *
   * @param given by behavior, what it is given from now on wherever nothing else is said
   */
  public RuleSet setMix(Proxy proxy, Optional<Mix> mix, Map<String, Options> given) {
    ProxySpec now = now(proxy);
    Map<String, Options> defaults = new HashMap<>(now.defaults());
    defaults.putAll(given);
    RuleSet rules = now.rules().withMix(mix);
    proxy.setRules(rules, defaults);
    return rules;
  }

  private ProxySpec now(Proxy proxy) {
    turns.require(proxy.spec().name());
    return proxy.spec();
  }
}
