package io.galopin.scenario.run;

import io.galopin.client.Control;
import io.galopin.client.GalopinException;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.result.Injected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stage that has begun, and what it does. Not thread-safe. */
final class StageRun {

  private final Stage stage;
  private final int round;
  private final long from;
  private final List<Doing> doings = new ArrayList<>();
  private final List<Long> faults = new ArrayList<>();
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
  void begin(Control control) {
    for (String proxy : stage.proxies()) {
      int number = 0;
      for (Act act : stage.acts()) {
        String name = stage.name() + (number == 0 ? "" : "-" + number);
        Doing doing = new Doing(control.existing(proxy), act, stage.time(), name);
        doings.add(doing);
        faults.add(0L);
        doing.begin();
        number++;
      }
    }
  }

  void update(long now) {
    doings.forEach(doing -> doing.update(Duration.ofNanos(now - from)));
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
          left.add(
              stage.name()
                  + ": not taken back, it ends by itself within "
                  + Doing.SPARE.toSeconds()
                  + " s of the stage's longest time: "
                  + failed.getMessage());
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
              doing.isCounted()));
    }
    return injected;
  }
}
