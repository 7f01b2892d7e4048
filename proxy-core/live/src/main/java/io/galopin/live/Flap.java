package io.galopin.live;

import io.galopin.engine.Proxy;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy that comes and goes, until its impairment is gone. Edges are at fixed times from the
 * start, so that none adds to the delay of the next. Changes need the proxy's turn.
 */
public final class Flap {

  private static final Logger log = LoggerFactory.getLogger(Flap.class);

  /** What the ends of all flaps belong to. */
  public static final Subject SUBJECT = new Subject(Kind.FLAP, "");

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Live live;
  private final Proxy proxy;
  private final FlapPlan plan;
  private final Supplier<List<ToxicSpec>> toxics;
  private final Stay stay;
  private final String id;
  private final Schedule schedule;
  private final long begun;
  private volatile Optional<Impairment> mark = Optional.empty();

  /** For readers, which need no turn, between one mark and the next. */
  private volatile boolean renewing;

  private volatile long edges;
  private volatile long leaseEnds = Long.MAX_VALUE;
  private volatile Optional<Duration> lease = Optional.empty();
  private volatile Runnable endOfLease = () -> {};
  private final List<String> added = new ArrayList<>();

  Flap(
      Live live,
      Proxy proxy,
      FlapPlan plan,
      Supplier<List<ToxicSpec>> toxics,
      Stay stay,
      String id) {
    this.live = live;
    this.proxy = proxy;
    this.plan = plan;
    this.toxics = toxics;
    this.stay = stay;
    this.id = id;
    this.schedule = live.schedule();
    this.begun = schedule.nanos();
  }

  public FlapPlan plan() {
    return plan;
  }

  /** Returns what whoever has started it calls it; empty if it has no name. */
  public String id() {
    return id;
  }

  /** Returns how often it has gone down or come back. */
  public long edges() {
    return edges;
  }

  /** Whether it is down now. */
  public boolean isDown() {
    return edges % 2 == 1;
  }

  /** Returns how long it is until the next edge. */
  public Duration untilNext() {
    return Duration.ofNanos(Math.max(0, begun + plan.nanos(edges + 1) - schedule.nanos()));
  }

  /** Returns the time within which it must be renewed; empty if it need not be. */
  public Optional<Duration> lease() {
    return lease;
  }

  /** Whether it goes on. */
  boolean isOn() {
    return renewing || (mark.isPresent() && live.impairments().of(proxy, SUBJECT).equals(mark));
  }

  void start() {
    live.impairments()
        .keepAlways(proxy, SUBJECT, stay, () -> ended("flap ended"), Optional.empty());
    mark = live.impairments().of(proxy, SUBJECT);
    next();
  }

  /** Lets it go on for another while. */
  public void renew(Duration time) {
    endOfLease.run();
    lease = Optional.of(time);
    long end = schedule.nanos() + time.toNanos();
    leaseEnds = end;
    endOfLease = schedule.at(end, () -> live.impairments().inTurn(proxy, this::leaseOver));
  }

  /** Gives it another end, if it has one. Returns whether it has. */
  boolean last(Stay until) {
    renewing = isOn();
    try {
      boolean renewed = renewing && live.renew(proxy, SUBJECT, until);
      if (renewed) {
        mark = live.impairments().of(proxy, SUBJECT);
      }
      return renewed;
    } finally {
      renewing = false;
    }
  }

  private void leaseOver() {
    if (isOn() && schedule.nanos() >= leaseEnds) {
      end("flap ended, because nobody has renewed it");
    }
  }

  /** Ends it. If the proxy cannot listen, tries again every second. */
  private void end(String how) {
    try {
      String done = ended(how);
      live.impairments().over(proxy, SUBJECT, done, stay.by());
    } catch (RuntimeException | Error cannot) {
      log.warn("proxy {}: a flap cannot end yet: {}", proxy.spec().name(), cannot.getMessage());
      schedule.at(
          schedule.nanos() + AGAIN.toNanos(),
          () -> live.impairments().inTurn(proxy, () -> endIfOn(how)));
    }
  }

  private void endIfOn(String how) {
    if (isOn()) {
      end(how);
    }
  }

  private String ended(String how) {
    comeUp();
    return how
        + " ("
        + plan.mode().name().toLowerCase(Locale.ROOT)
        + ", "
        + edges / 2
        + " whole cycles)";
  }

  private void next() {
    long edge = edges + 1;
    schedule.at(begun + plan.nanos(edge), () -> live.impairments().inTurn(proxy, () -> edge(edge)));
  }

  private void edge(long edge) {
    if (!isOn()) {
      // Somebody has taken it back, and says whether the proxy is enabled.
      endOfLease.run();
      if (live.impairments().of(proxy, SUBJECT).isEmpty()) {
        live.impairments().flapTraces().setDown(proxy, false);
      }
      removeAdded();
      return;
    }
    try {
      if (edge % 2 == 1) {
        goDown();
      } else {
        comeUp();
      }
    } catch (RuntimeException | Error cannot) {
      log.warn("proxy {}: a flap's edge failed: {}", proxy.spec().name(), cannot.getMessage());
    }
    edges = edge;
    if (plan.isLast(edge)) {
      end("flap ended");
    } else {
      next();
    }
  }

  private void goDown() {
    if (plan.mode() == FlapPlan.Mode.REFUSE) {
      if (proxy.spec().enabled()) {
        live.update(proxy, now -> now.withEnabled(false));
        live.impairments().flapTraces().setDown(proxy, true);
      }
      return;
    }
    for (ToxicSpec toxic : toxics.get()) {
      if (!has(toxic.name())) {
        live.toxics().add(proxy, toxic.name(), () -> toxic);
        added.add(toxic.name());
      }
    }
    live.impairments().flapTraces().setToxics(proxy, added);
  }

  private boolean has(String toxic) {
    return proxy.spec().toxics().stream().anyMatch(there -> there.name().equals(toxic));
  }

  /** Undoes what going down has done. A proxy that has got an outage of its own stays down. */
  void comeUp() {
    if (live.impairments().flapTraces().isDown(proxy)) {
      boolean outage = live.impairments().of(proxy, Subject.DISABLED).isPresent();
      if (!proxy.spec().enabled() && !outage) {
        live.update(proxy, now -> now.withEnabled(true));
      }
      live.impairments().flapTraces().setDown(proxy, false);
    }
    removeAdded();
  }

  private void removeAdded() {
    added.stream().filter(this::has).forEach(toxic -> live.toxics().remove(proxy, toxic));
    added.clear();
    live.impairments().flapTraces().setToxics(proxy, added);
  }
}
