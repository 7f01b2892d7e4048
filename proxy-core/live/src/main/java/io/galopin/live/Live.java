package io.galopin.live;

import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.config.tls.Upstream;
import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.ChangeRefused.Why;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import java.time.Duration;
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
public final class Live implements AutoCloseable {

  private final Engine engine;
  private final Bound bound;
  private final Turns turns = new Turns();
  private final Schedule schedule;
  private final Impairments impairments;
  private final Toxics toxics;
  private final Ends ends = new Ends(this);
  private volatile boolean closed;

  /** Creates the only object that may change {@code engine}. Close it before the engine. */
  public Live(Engine engine, Bound bound) {
    this(engine, bound, Optional.empty());
  }

  /** The same, where changes that are signed have an {@code end} unless they say when. */
  public Live(Engine engine, Bound bound, Optional<Duration> end) {
    this(engine, bound, end, new RealTime());
  }

  Live(Engine engine, Bound bound, Optional<Duration> end, Schedule schedule) {
    this.engine = engine;
    this.bound = bound;
    this.schedule = schedule;
    this.impairments = new Impairments(engine, turns, schedule, end);
    this.toxics = new Toxics(engine, bound, turns, impairments);
  }

  Schedule schedule() {
    return schedule;
  }

  Engine engine() {
    return engine;
  }

  boolean isClosed() {
    return closed;
  }

  /** Stops undoing changes at their ends. */
  @Override
  public void close() {
    closed = true;
    schedule.close();
  }

  /** Returns which changes have an end or a name. */
  public Impairments impairments() {
    return impairments;
  }

  /** Returns what changes the toxics of proxies. */
  public Toxics toxics() {
    return toxics;
  }

  /**
   * Gives something that a proxy has now an end, in place of the one that it had. At the end, a
   * toxic or a rule is removed, and a disabled proxy is enabled. A mix gets its end from {@link
   * #setMix}.
   */
  public void stay(Proxy proxy, Subject subject, Stay stay) {
    now(proxy);
    impairments.keep(proxy, subject, stay, ends.of(proxy, subject), Optional.empty());
  }

  /**
   * Gives something the end and the name that it had before a restart. If the end is over, it comes
   * at once.
   *
   * @param before what its end leads to, if that is not always the same
   */
  public void restore(Proxy proxy, Impairment impairment, Optional<ProxySpec> before) {
    now(proxy);
    impairments.keepUntilEnd(
        proxy, impairment, ends.of(proxy, impairment.subject(), before), before);
  }

  /**
   * Gives something whose end is near another one. Not for flaps, which {@link Flaps#renew} renews.
   *
   * @param stay has the time until then
   * @return whether it is still there and has an end; otherwise nothing has changed
   */
  public boolean renew(Proxy proxy, Subject subject, Stay stay) {
    now(proxy);
    return stay.time().isPresent() && impairments.renew(proxy, subject, stay.time().get());
  }

  /**
   * Gives a proxy the toxics of a profile, in place of those of the one that it has. They are
   * removed together at the end.
   *
   * @param name of the profile
   * @param profile toxics whose names begin with {@link io.galopin.rules.profile.Profile#CALLED}
   */
  public void setProfile(Proxy proxy, String name, List<ToxicSpec> profile, Stay stay) {
    toxics.setProfile(proxy, profile);
    impairments.forget(proxy, Kind.PROFILE);
    Subject subject = Subject.profile(name);
    impairments.keepAlways(proxy, subject, stay, ends.of(proxy, subject), Optional.empty());
  }

  /** Drops the ends of a kind. */
  public void forGood(Proxy proxy, Kind kind) {
    now(proxy);
    impairments.forget(proxy, kind);
  }

  /** The turns that serialize changes. */
  public Turns turns() {
    return turns;
  }

  /** Returns the open proxy of this name. */
  public Optional<Proxy> find(String name) {
    return engine.proxy(name);
  }

  /** Returns the open proxy of this name, or throws {@link ChangeRefused} if there is none. */
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
    Proxy updated = ChangeFailed.orDone(proxy.become(changed));
    impairments.settle(proxy);
    return updated;
  }

  /**
   * Like {@link #update(Proxy, UnaryOperator)}, for a change that disables the proxy for a time. If
   * the proxy was disabled before, and not for a time, it stays disabled at the end.
   */
  public Proxy update(Proxy proxy, UnaryOperator<ProxySpec> change, Stay disabled) {
    boolean enabled = now(proxy).enabled() || impairments.flapTraces().isDown(proxy);
    Optional<ProxySpec> before = Optional.of(now(proxy).withEnabled(enabled));
    Proxy updated = update(proxy, change);
    impairments.keep(
        proxy, Subject.DISABLED, disabled, ends.of(proxy, Subject.DISABLED, before), before);
    return updated;
  }

  /**
   * Notes that somebody wants a proxy to be disabled that is. If it is only because of its flap,
   * the flap does not enable it again.
   */
  public void stayDisabled(Proxy proxy) {
    now(proxy);
    impairments.flapTraces().setDown(proxy, false);
  }

  /**
   * Opens proxies, and changes those whose names exist already, all of them or none.
   *
   * @param wanted proxies with different names
   * @return the proxies, in the order of {@code wanted}
   * @throws ChangeFailed if the engine cannot make one of the changes
   */
  public List<Proxy> populate(List<ProxySpec> wanted) {
    wanted.forEach(spec -> turns.require(spec.name()));
    bound.check(engine, wanted);
    List<Proxy> populated = ChangeFailed.orDone(engine.become(wanted));
    populated.forEach(impairments::settle);
    return populated;
  }

  /** Like {@link #populate}, and disables others so that their addresses are free. */
  List<Proxy> become(List<ProxySpec> wanted, List<Proxy> unwanted) {
    wanted.forEach(spec -> turns.require(spec.name()));
    List<ProxySpec> all = new ArrayList<>(wanted);
    unwanted.forEach(proxy -> all.add(now(proxy).withEnabled(false)));
    bound.check(engine, wanted);
    return ChangeFailed.orDone(engine.become(all));
  }

  /** Sets the upstream of new connections, or throws {@link OptionException} for a circle. */
  public void setUpstream(Proxy proxy, Upstream upstream) {
    proxy.setUpstream(upstream.address(), upstream.of(now(proxy)).tls());
  }

  /** Enables a proxy and removes its toxics, or throws {@link ChangeFailed}. */
  public void reset(Proxy proxy) {
    forGood(proxy, Kind.FLAP);
    if (proxy.address().isPresent()) {
      toxics.removeAll(proxy);
    } else {
      ProxySpec enabled = now(proxy).withToxics(List.of()).withEnabled(true);
      ChangeFailed.orDone(proxy.become(enabled));
      impairments.settle(proxy);
    }
  }

  /** Removes a proxy and drops its connections. */
  public void delete(Proxy proxy) {
    now(proxy);
    ChangeFailed.orDone(proxy.close());
    impairments.settle(proxy);
  }

  /** Replaces a proxy's rules by what {@code change} returns, and returns these. */
  public RuleSet changeRules(Proxy proxy, Function<RuleSet, RuleSet> change) {
    RuleSet rules = change.apply(now(proxy).rules());
    bound.check(engine, List.of(proxy.spec().withRules(rules)));
    proxy.setRules(rules);
    impairments.settle(proxy);
    return rules;
  }

  /** Sets or removes a proxy's mix for good. */
  public RuleSet setMix(Proxy proxy, Optional<Mix> mix, Map<String, Options> given) {
    return setMix(proxy, mix, given, Stay.forGood());
  }

  /**
   * Sets or removes a proxy's mix.
   *
   * @param given by behavior, the options that apply from now on where a rule or mix sets none
   * @param stay how long it lasts; then the mix and options are back that the proxy had before the
   *     first change for a time. Its other rules stay as they are then
   */
  public RuleSet setMix(Proxy proxy, Optional<Mix> mix, Map<String, Options> given, Stay stay) {
    ProxySpec now = now(proxy);
    Map<String, Options> defaults = new HashMap<>(now.defaults());
    defaults.putAll(given);
    RuleSet rules = now.rules().withMix(mix);
    bound.check(engine, List.of(now.withRules(rules).withDefaults(defaults)));
    proxy.setRules(rules, defaults);
    Optional<ProxySpec> before = Optional.of(now);
    impairments.keep(proxy, Subject.MIX, stay, ends.of(proxy, Subject.MIX, before), before);
    return rules;
  }

  void restoreMix(Proxy proxy, Optional<Mix> mix, Map<String, Options> defaults) {
    proxy.setRules(now(proxy).rules().withMix(mix), defaults);
  }

  /** Returns what a proxy is now. Needs its turn. */
  ProxySpec now(Proxy proxy) {
    turns.require(proxy.spec().name());
    return proxy.spec();
  }
}
