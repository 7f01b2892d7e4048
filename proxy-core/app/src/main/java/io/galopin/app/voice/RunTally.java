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
 * What was ever configured to go wrong in this run, and what it did. Of what was taken back little
 * is kept, and of what was taken back long ago only what it did, up to a number. Thread-safe.
 */
public final class RunTally implements ProxyWatch {

  private static final int MOST = 2_000;

  /** What is configured now. */
  private final Map<Proxy, List<Doing>> live = new LinkedHashMap<>();

  /** What was taken back. */
  private final Deque<Doing> gone = new ArrayDeque<>();

  /** What those did that were taken back long ago. */
  private final Map<Doing.Key, Done> done = new LinkedHashMap<>();

  private Done others = Done.NOTHING;
  private long goneAccepted;
  private long goneExchanges;
  private long changes;
  private boolean running;

  /** What some rules, or some toxics, did in all. */
  record Done(long times, String unit) {
    static final Done NOTHING = new Done(0, "fault");

    Done plus(Done more) {
      return new Done(times + more.times, unit);
    }
  }

  /** All that was configured has been opened: what changes now, somebody does. */
  public synchronized void begin() {
    running = true;
  }

  /** The run ends: what changes now does so for that. */
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
        add(spec, rule, its);
      }
    }
    for (ToxicSpec toxic : spec.toxics()) {
      if (known.add(toxic.tally())) {
        its.add(Doing.of(spec.name(), new UnfiredToxic(toxic, proxy.connections())));
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

  /** How often something was changed since the beginning. */
  synchronized long changes() {
    return changes;
  }

  private Stream<Doing> doings() {
    return Stream.concat(gone.stream(), live.values().stream().flatMap(List::stream));
  }

  /** What did something. */
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
      all.put(new Doing.Key("", "what was taken back long ago"), others);
    }
    return all;
  }

  /** What did nothing, with the reason, a sentence each. */
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
