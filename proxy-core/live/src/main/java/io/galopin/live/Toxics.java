package io.galopin.live;

import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.ChangeRefused.Why;
import io.galopin.rules.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Changes the toxics of proxies, each in the turn of its proxy. Thread-safe. */
public final class Toxics {

  private final Engine engine;
  private final Bound bound;
  private final Turns turns;
  private final Impairments impairments;

  Toxics(Engine engine, Bound bound, Turns turns, Impairments impairments) {
    this.engine = engine;
    this.bound = bound;
    this.turns = turns;
    this.impairments = impairments;
  }

  /**
   * Adds a toxic after the existing ones.
   *
   * @param made called only if the name is free
   * @throws ChangeRefused if a toxic of the proxy has that name
   */
  public ToxicSpec add(Proxy proxy, String name, Supplier<ToxicSpec> made) {
    List<ToxicSpec> toxics = new ArrayList<>(now(proxy).toxics());
    if (toxics.stream().anyMatch(toxic -> toxic.name().equals(name))) {
      throw new ChangeRefused(Why.TOXIC_EXISTS, name);
    }
    ToxicSpec added = made.get();
    toxics.add(added);
    set(proxy, toxics);
    return added;
  }

  /**
   * Replaces a toxic by what {@code change} returns. It keeps its place in the chain, and its end.
   *
   * @throws ChangeRefused if the proxy has no toxic of that name
   */
  public ToxicSpec update(Proxy proxy, String name, UnaryOperator<ToxicSpec> change) {
    List<ToxicSpec> toxics = new ArrayList<>(now(proxy).toxics());
    ToxicSpec before = existing(proxy, name);
    ToxicSpec after = change.apply(before);
    toxics.set(toxics.indexOf(before), after);
    set(proxy, toxics);
    return after;
  }

  /**
   * Removes a toxic of a proxy.
   *
   * @throws ChangeRefused if the proxy has no toxic of that name
   */
  public void remove(Proxy proxy, String name) {
    List<ToxicSpec> toxics = new ArrayList<>(now(proxy).toxics());
    toxics.remove(existing(proxy, name));
    proxy.setToxics(toxics);
    impairments.settle(proxy);
  }

  /** Removes all toxics of a proxy. */
  public void removeAll(Proxy proxy) {
    now(proxy);
    proxy.setToxics(List.of());
    impairments.settle(proxy);
  }

  /**
   * Gives a proxy the toxics of a profile, in place of those of the one that it has, in one change.
   * Those that are the same stay, with the bytes that wait at them.
   *
   * @param profile toxics whose names begin with {@link Profile#CALLED}
   */
  void setProfile(Proxy proxy, List<ToxicSpec> profile) {
    List<ToxicSpec> before = now(proxy).toxics();
    List<ToxicSpec> toxics = new ArrayList<>(before);
    toxics.removeIf(Toxics::isOfProfile);
    // In the same place, so that bytes that wait do not overtake each other.
    int place = 0;
    while (place < before.size() && !isOfProfile(before.get(place))) {
      place++;
    }
    toxics.addAll(place, profile.stream().map(wanted -> sameOr(wanted, before)).toList());
    set(proxy, toxics);
  }

  private static ToxicSpec sameOr(ToxicSpec wanted, List<ToxicSpec> before) {
    return before.stream()
        .filter(
            toxic ->
                toxic.name().equals(wanted.name())
                    && toxic.made().equals(wanted.made())
                    && toxic.direction() == wanted.direction()
                    && toxic.toxicity() == wanted.toxicity()
                    && toxic.scope().isSameAs(wanted.scope()))
        .findFirst()
        .orElse(wanted);
  }

  private static boolean isOfProfile(ToxicSpec toxic) {
    return Profile.isCalled(toxic.name());
  }

  /**
   * Removes the toxics of the profile that a call has given to a proxy.
   *
   * @return whether there were any
   */
  public boolean removeProfile(Proxy proxy) {
    List<ToxicSpec> toxics = new ArrayList<>(now(proxy).toxics());
    boolean removed = toxics.removeIf(Toxics::isOfProfile);
    if (removed) {
      proxy.setToxics(toxics);
      impairments.settle(proxy);
    }
    return removed;
  }

  /** Returns a toxic of a proxy, or throws {@link ChangeRefused}. Needs no turn. */
  public static ToxicSpec existing(Proxy proxy, String name) {
    return proxy.spec().toxics().stream()
        .filter(toxic -> toxic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ChangeRefused(Why.NO_TOXIC, name));
  }

  private ProxySpec now(Proxy proxy) {
    turns.require(proxy.spec().name());
    return proxy.spec();
  }

  private void set(Proxy proxy, List<ToxicSpec> toxics) {
    bound.check(engine, List.of(proxy.spec().withToxics(toxics)));
    proxy.setToxics(toxics);
  }
}
