package io.galopin.app.voice;

import io.galopin.engine.Mix;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.ProxyWatch;
import io.galopin.engine.Rule;
import io.galopin.engine.RuleSet;
import io.galopin.engine.ToxicSpec;
import io.galopin.engine.proof.UnfiredToxic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was ever configured to go wrong in this run, and what it did. Bounded: of what was taken
 * back long ago only sums are kept, of each that did something, up to a number. Thread-safe.
 */
public final class RunTally implements ProxyWatch {

  private static final int MOST = 2_000;

  private final Set<Proxy> proxies = new LinkedHashSet<>();
  private final Deque<Doing> doings = new ArrayDeque<>();
  private final Set<Object> counted = new LinkedHashSet<>();

  /** What those did that are not among the doings any more. */
  private final Map<Doing.Key, Done> done = new LinkedHashMap<>();

  private Done others = Done.NOTHING;
  private long goneAccepted;
  private long goneExchanges;
  private long changes;
  private boolean begun;

  /** What some rules, or some toxics, did in all. */
  record Done(long times, String unit) {
    static final Done NOTHING = new Done(0, "fault");

    Done plus(long more) {
      return new Done(times + more, unit);
    }
  }

  /** All that was configured has been opened: what changes now, somebody does. */
  public synchronized void begin() {
    begun = true;
  }

  @Override
  public synchronized void changed(Proxy proxy) {
    changes += begun ? 1 : 0;
    if (proxies.add(proxy) && proxies.size() > MOST) {
      forgetProxies();
    }
    ProxySpec spec = proxy.spec();
    for (Rule rule : spec.rules().rules()) {
      if (rule.enabled() && counted.add(rule.tally())) {
        add(spec.name(), spec.rules(), rule);
      }
    }
    for (ToxicSpec toxic : spec.toxics()) {
      if (counted.add(toxic.tally())) {
        doings.add(Doing.of(spec.name(), new UnfiredToxic(toxic, proxy.connections())));
      }
    }
    if (doings.size() > MOST) {
      forgetDoings();
    }
  }

  private void add(String proxy, RuleSet rules, Rule rule) {
    if (rules.replays()) {
      doings.add(Doing.again(proxy, rule));
    } else if (rule.name().equals(Mix.NAME)) {
      rule.mix().behaviors().forEach(behavior -> doings.add(Doing.of(proxy, behavior, rule)));
    } else {
      doings.add(Doing.of(proxy, rule));
    }
  }

  private void forgetProxies() {
    for (Iterator<Proxy> each = proxies.iterator(); each.hasNext(); ) {
      Proxy proxy = each.next();
      if (proxy.isClosed() && proxy.connections() == 0) {
        goneAccepted += proxy.accepted();
        goneExchanges += proxy.exchanges();
        each.remove();
      }
    }
  }

  /** Of the older half, those that are in use stay. */
  private void forgetDoings() {
    Set<Object> used = new LinkedHashSet<>();
    for (Proxy proxy : proxies) {
      if (!proxy.isClosed()) {
        proxy.spec().rules().rules().forEach(rule -> used.add(rule.tally()));
        proxy.spec().toxics().forEach(toxic -> used.add(toxic.tally()));
      }
    }
    int older = doings.size() / 2;
    for (int i = 0; i < older; i++) {
      Doing doing = doings.removeFirst();
      if (used.contains(doing.counted())) {
        doings.addLast(doing);
      } else {
        counted.remove(doing.counted());
        forget(doing);
      }
    }
  }

  private void forget(Doing doing) {
    long did = doing.did().now();
    if (did > 0 && (done.size() < MOST || done.containsKey(doing.key()))) {
      done.merge(
          doing.key(), new Done(did, doing.unit()), (before, more) -> before.plus(more.times()));
    } else {
      others = others.plus(did);
    }
  }

  /** How many clients were accepted. */
  synchronized long connections() {
    return goneAccepted + proxies.stream().mapToLong(Proxy::accepted).sum();
  }

  /** How many exchanges were seen. */
  synchronized long exchanges() {
    return goneExchanges + proxies.stream().mapToLong(Proxy::exchanges).sum();
  }

  /** How often something was changed since the beginning. */
  synchronized long changes() {
    return changes;
  }

  /** What did something, in the order in which it was configured. */
  synchronized Map<Doing.Key, Done> done() {
    Map<Doing.Key, Done> all = new LinkedHashMap<>(done);
    for (Doing doing : doings) {
      long did = doing.did().now();
      if (did > 0) {
        all.merge(
            doing.key(), new Done(did, doing.unit()), (before, more) -> before.plus(more.times()));
      }
    }
    if (others.times() > 0) {
      all.put(new Doing.Key("", "what was taken back long ago"), others);
    }
    return all;
  }

  /** What did nothing, with the reason, a sentence each. */
  synchronized List<String> undone() {
    Set<Doing.Key> did = done().keySet();
    Map<Doing.Key, String> sentences = new LinkedHashMap<>();
    for (Doing doing : doings) {
      if (!did.contains(doing.key())) {
        doing.why().ifPresent(why -> sentences.put(doing.key(), why.now()));
      }
    }
    List<String> all = new ArrayList<>();
    sentences.forEach(
        (key, why) ->
            all.add(key.proxy() + ": " + Summary.shown(key.subject()) + " never fired: " + why));
    return all;
  }
}
