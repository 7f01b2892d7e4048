package io.galopin.scenario.run;

import io.galopin.client.Control;
import io.galopin.client.GalopinException;
import io.galopin.client.Lasted;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.result.Injected;
import io.galopin.scenario.result.Judge;
import io.galopin.scenario.result.Meter;
import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.StageResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A stage that has begun, and what it does. Not thread-safe. */
final class StageRun {

  private static final String ENDS_ITSELF =
      "not taken back, it ends by itself within " + Doing.LEASE.toSeconds() + " s";

  private final Stage stage;
  private final int round;
  private final long from;
  private final List<Doing> doings = new ArrayList<>();
  private final List<Long> faults = new ArrayList<>();
  private final Map<String, Meter> meters = new HashMap<>();
  private final Set<Doing> gone = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private long to = Long.MAX_VALUE;

  /**
   * @param round 1, 2, 3 … in a loop
   * @param from in nanoseconds since the start of the run
   */
  StageRun(Stage stage, int round, long from) {
    this.stage = stage;
    this.round = round;
    this.from = from;
  }

  Stage stage() {
    return stage;
  }

  int round() {
    return round;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  boolean isOver() {
    return to < Long.MAX_VALUE;
  }

  /**
   * Begins all acts.
   *
   * @throws GalopinException if one of them cannot; {@link #end} takes back the others
   */
  void begin(Control control, Layers layers) {
    for (String proxy : stage.proxies()) {
      int number = 0;
      for (Act act : stage.acts()) {
        String name = stage.name() + (number == 0 ? "" : "-" + number);
        Doing doing = new Doing(control.existing(proxy), act, stage.time(), name, layers);
        doings.add(doing);
        faults.add(0L);
        doing.begin();
        number++;
      }
    }
  }

  /**
   * Renews all acts, so that they last for another while.
   *
   * @return a sentence for each act that is no longer there, once
   */
  List<String> renew() {
    if (isOver()) {
      return List.of();
    }
    Map<String, List<Doing>> byProxy = new LinkedHashMap<>();
    doings.stream()
        .filter(doing -> !gone.contains(doing))
        .forEach(
            doing ->
                byProxy
                    .computeIfAbsent(doing.proxy().name(), name -> new ArrayList<>())
                    .add(doing));
    List<String> sentences = new ArrayList<>();
    for (List<Doing> some : byProxy.values()) {
      List<Lasted> wanted = some.stream().map(Doing::lasted).toList();
      List<Lasted> missing = some.get(0).proxy().lasting(Doing.LEASE).renew(wanted);
      for (Doing doing : some) {
        if (missing.contains(doing.lasted())) {
          gone.add(doing);
          sentences.add(
              stage.name()
                  + ": "
                  + doing
                  + " was gone before its end: somebody has taken it back, or this process has"
                  + " stood still");
        }
      }
    }
    return sentences;
  }

  /** Notes that clients have used a proxy in the run so far. */
  void noteUse(String proxy) {
    used.add(proxy);
  }

  /** Returns the proxies whose use says whether anybody has met what was done to them. */
  Set<String> uncounted() {
    return doings.stream()
        .filter(doing -> !Usage.isCounted(doing.act()))
        .map(doing -> doing.proxy().name())
        .collect(Collectors.toSet());
  }

  void update(long now) {
    doings.stream()
        .filter(doing -> !gone.contains(doing))
        .forEach(doing -> doing.update(Duration.ofNanos(now - from)));
  }

  /**
   * Ends without a call, as nobody would answer it.
   *
   * @return a sentence if there is something that ends by itself
   */
  List<String> abandon(long now) {
    boolean open = !isOver() && !doings.isEmpty();
    to = isOver() ? to : now;
    return open ? List.of(stage.name() + ": " + ENDS_ITSELF) : List.of();
  }

  /**
   * Takes everything back, the last first.
   *
   * @return a sentence for each act that could not be taken back
   */
  List<String> end(long now) {
    List<String> left = new ArrayList<>();
    if (!isOver()) {
      to = now;
      for (int i = doings.size() - 1; i >= 0; i--) {
        try {
          doings.get(i).end();
        } catch (GalopinException failed) {
          left.add(stage.name() + ": " + ENDS_ITSELF + ": " + failed.getMessage());
        }
      }
    }
    return left;
  }

  /**
   * Counts an entry of the journal if one of the acts has made it.
   *
   * @return whether one has
   */
  boolean count(String proxy, String rule, String plugin) {
    for (int i = 0; i < doings.size(); i++) {
      Doing doing = doings.get(i);
      if (doing.proxy().name().equals(proxy) && doing.made(rule, plugin)) {
        faults.set(i, faults.get(i) + 1);
        return true;
      }
    }
    return false;
  }

  long faults() {
    return faults.stream().mapToLong(Long::longValue).sum();
  }

  /** Counts calls of a probe, if they were due while the stage must hold. */
  void add(Sample sample) {
    if (sample.due() >= from + stage.within().toNanos() && sample.due() < to) {
      meters.computeIfAbsent(sample.probe(), name -> new Meter()).add(sample);
    }
  }

  /** Judges the stage, which is over. */
  StageResult judged(Judge judge) {
    return judge.stage(stage, round, from, to, injected(), meters);
  }

  /** Tells how much of it is left. */
  Progress.Left left(long now) {
    return new Progress.Left(stage.name(), stage.time().minusNanos(now - from), faults());
  }

  List<Injected> injected() {
    List<Injected> injected = new ArrayList<>();
    for (int i = 0; i < doings.size(); i++) {
      Doing doing = doings.get(i);
      injected.add(
          new Injected(
              doing.proxy().name(),
              doing.act().text(),
              doing.rule(),
              faults.get(i),
              Usage.isCounted(doing.act()),
              Usage.isCounted(doing.act())
                  ? faults.get(i) > 0
                  : used.contains(doing.proxy().name())));
    }
    return injected;
  }
}
