package io.galopin.app.voice;

import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.ProxyWatch;
import io.galopin.engine.proof.UnfiredToxic;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.ToxicSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every rule and toxic of this run, and how often each acted. Little is kept of those that were
 * removed. Of those removed long ago only the totals are kept, for a limited number of them.
 * Thread-safe.
 */
public final class RunTally implements ProxyWatch {

  private static final int MOST = 2_000;

  /** The rules and toxics that are configured now. */
  private final Map<Proxy, List<Doing>> live = new LinkedHashMap<>();

  /** Rules and toxics that were removed. */
  private final Deque<Doing> gone = new ArrayDeque<>();

  /** Totals of those that were removed long ago. */
  private final Map<Doing.Key, Done> done = new LinkedHashMap<>();

  private Done others = Done.NOTHING;
  private long goneAccepted;
  private long goneExchanges;
  private long changes;
  private boolean running;

  /** How often rules or toxics acted in all. */
  record Done(long times, String unit) {
    static final Done NOTHING = new Done(0, "fault");

    Done plus(Done more) {
      return new Done(times + more.times, unit);
    }
  }

  /**
   * Starts counting changes: everything configured is open, so a change from now on is a user's.
   */
  public synchronized void begin() {
    running = true;
  }

  /** Stops counting changes: those that follow are part of the end of the run. */
  public synchronized void end() {
    running = false;
  }

  @Override
  public synchronized void changed(Proxy proxy) {
    changes += running ? 1 : 0;
    if (proxy.isClosed()) {
      close(proxy);
    } else {
      look(proxy.spec(), proxy, live.computeIfAbsent(proxy, first -> new ArrayList<>()));
    }
    while (gone.size() > MOST) {
      forget(gone.removeFirst());
    }
  }

  private void close(Proxy proxy) {
    List<Doing> last = live.remove(proxy);
    if (last != null) {
      last.forEach(doing -> gone.addLast(doing.gone()));
      goneAccepted += proxy.accepted();
      goneExchanges += proxy.exchanges();
    }
  }

  private void look(ProxySpec spec, Proxy proxy, List<Doing> its) {
    Set<Object> now = new HashSet<>();
    spec.rules().rules().forEach(rule -> now.add(rule.tally()));
    spec.toxics().forEach(toxic -> now.add(toxic.tally()));
    Set<Object> known = new HashSet<>();
    for (Iterator<Doing> each = its.iterator(); each.hasNext(); ) {
      Doing doing = each.next();
      known.add(doing.counted());
      if (!now.contains(doing.counted())) {
        each.remove();
        gone.addLast(doing.gone());
      }
    }
    addNew(spec, proxy, known, its);
  }

  private static void addNew(ProxySpec spec, Proxy proxy, Set<Object> known, List<Doing> its) {
    for (Rule rule : spec.rules().rules()) {
      if (rule.enabled() && known.add(rule.tally())) {
        // Its plugin may be replaced, and is not to be kept here.
        add(spec, rule.inert(), its);
      }
    }
    for (ToxicSpec toxic : spec.toxics()) {
      if (known.add(toxic.tally())) {
        its.add(Doing.of(spec.name(), new UnfiredToxic(toxic.inert(), proxy.connections())));
      }
    }
  }

  private static void add(ProxySpec spec, Rule rule, List<Doing> its) {
    if (spec.rules().replays()) {
      its.add(Doing.again(spec.name(), rule));
    } else if (rule.name().equals(Mix.NAME)) {
      rule.mix().behaviors().forEach(name -> its.add(Doing.of(spec.name(), name, rule)));
    } else {
      its.add(Doing.of(spec.name(), rule));
    }
  }

  private void forget(Doing doing) {
    Done did = new Done(doing.did().now(), doing.unit());
    if (did.times() > 0 && (done.size() < MOST || done.containsKey(doing.key()))) {
      done.merge(doing.key(), did, Done::plus);
    } else {
      others = others.plus(did);
    }
  }

  /** How many clients were accepted. */
  synchronized long connections() {
    return goneAccepted + live.keySet().stream().mapToLong(Proxy::accepted).sum();
  }

  /** How many exchanges were seen. */
  synchronized long exchanges() {
    return goneExchanges + live.keySet().stream().mapToLong(Proxy::exchanges).sum();
  }

  /** How many changes there were since {@link #begin}. */
  synchronized long changes() {
    return changes;
  }

  private Stream<Doing> doings() {
    return Stream.concat(gone.stream(), live.values().stream().flatMap(List::stream));
  }

  /** Those that acted, with totals. */
  synchronized Map<Doing.Key, Done> done() {
    Map<Doing.Key, Done> all = new LinkedHashMap<>(done);
    doings()
        .forEach(
            doing -> {
              Done did = new Done(doing.did().now(), doing.unit());
              if (did.times() > 0) {
                all.merge(doing.key(), did, Done::plus);
              }
            });
    if (others.times() > 0) {
      all.put(new Doing.Key("", "rules and toxics removed long ago"), others);
    }
    return all;
  }

  /** A sentence with the reason for each that never acted. */
  synchronized List<String> undone() {
    Set<Doing.Key> did = done().keySet();
    Map<Doing.Key, String> sentences = new LinkedHashMap<>();
    doings()
        .filter(doing -> !did.contains(doing.key()))
        .forEach(doing -> doing.why().ifPresent(why -> sentences.put(doing.key(), why.now())));
    List<String> all = new ArrayList<>();
    sentences.forEach(
        (key, why) -> all.add(key.proxy() + ": " + key.subject() + " never fired: " + why));
    return all;
  }
}
