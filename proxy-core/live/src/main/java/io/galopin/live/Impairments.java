package io.galopin.live;

import io.galopin.engine.Engine;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Event;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import io.galopin.rules.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps which changes have an end and who has made them, and undoes each at its end. Reading needs
 * no turn, everything else does. Thread-safe.
 */
public final class Impairments {

  private static final Logger log = LoggerFactory.getLogger(Impairments.class);

  /** How long to wait before an end is tried again that could not be made. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Engine engine;
  private final Turns turns;
  private final Schedule schedule;
  private final Optional<Duration> standard;

  /** By proxy, what it has now. The inner maps are never modified. */
  private final Map<Proxy, Map<Subject, Kept>> all = new ConcurrentHashMap<>();

  private final FlapTraces flapTraces = new FlapTraces();

  /**
   * @param standard when impairments end for which nobody says it
   */
  Impairments(Engine engine, Turns turns, Schedule schedule, Optional<Duration> standard) {
    this.standard = standard;
    this.engine = engine;
    this.turns = turns;
    this.schedule = schedule;
  }

  /** An impairment, and what becomes of it. Known by its identity. */
  private static final class Kept {
    private final Impairment shown;
    private final String lasted;
    private final Supplier<String> undo;
    private final Optional<ProxySpec> before;
    private volatile Runnable cancel = () -> {};
    private boolean complained;

    Kept(Impairment shown, String lasted, Supplier<String> undo, Optional<ProxySpec> before) {
      // Written into files only, and not to keep plugins that are replaced.
      this.before = before.map(ProxySpec::inert);
      this.shown = shown;
      this.lasted = lasted;
      this.undo = undo;
    }
  }

  /** What flaps do to proxies at the moment. */
  FlapTraces flapTraces() {
    return flapTraces;
  }

  /** Returns what a proxy would be if it did not flap. Needs its turn. */
  public ProxySpec withoutFlap(Proxy proxy) {
    return flapTraces.without(proxy, of(proxy, Subject.DISABLED).isPresent());
  }

  /** Returns what a proxy was before something was changed, if that says what its end leads to. */
  public Optional<ProxySpec> before(Proxy proxy, Subject subject) {
    return Optional.ofNullable(all.getOrDefault(proxy, Map.of()).get(subject))
        .flatMap(kept -> kept.before);
  }

  /** Returns what a proxy has now, in the order in which it was set. */
  public Collection<Impairment> of(Proxy proxy) {
    return all.getOrDefault(proxy, Map.of()).values().stream().map(kept -> kept.shown).toList();
  }

  /** Returns one of a proxy's. */
  public Optional<Impairment> of(Proxy proxy, Subject subject) {
    return Optional.ofNullable(all.getOrDefault(proxy, Map.of()).get(subject))
        .map(kept -> kept.shown);
  }

  /** Returns the mixes that will be set again. */
  List<MixBefore> mixesBefore() {
    return all.values().stream()
        .flatMap(kinds -> kinds.values().stream())
        .flatMap(kept -> kept.undo instanceof MixBefore mix ? Stream.of(mix) : Stream.empty())
        .toList();
  }

  /** Returns how long it is until then; zero if that is over. */
  public Duration left(Instant end) {
    Duration left = Duration.between(schedule.now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Keeps that something was changed, in place of what was kept about it before. If there was such,
   * its undo stays, because it leads back to the time before both.
   *
   * @param undo undoes the change, and returns what that was, in words
   */
  void keep(
      Proxy proxy,
      Subject subject,
      Stay stay,
      Supplier<String> undo,
      Optional<ProxySpec> specBefore) {
    Kept before = all.getOrDefault(proxy, Map.of()).get(subject);
    if (stay.isPlain()) {
      forget(proxy, subject);
    } else if (before == null) {
      keepAlways(proxy, subject, stay, undo, specBefore);
    } else {
      keepAlways(proxy, subject, stay, before.undo, before.before);
    }
  }

  /** Keeps that something was changed, even if it has neither an end nor a name. */
  void keepAlways(
      Proxy proxy, Subject subject, Stay given, Supplier<String> undo, Optional<ProxySpec> before) {
    Stay stay = given.orIfSigned(standard);
    Instant now = schedule.now();
    Impairment shown = new Impairment(subject, now, stay.time().map(now::plus), stay.by());
    keepUntilEnd(proxy, shown, undo, before);
  }

  /** Keeps something whose times are known, such as from before a restart. */
  void keepUntilEnd(
      Proxy proxy, Impairment shown, Supplier<String> undo, Optional<ProxySpec> before) {
    Subject subject = shown.subject();
    forget(proxy, subject);
    String lasted =
        shown.end().map(end -> Stay.text(Duration.between(shown.since(), end))).orElse("");
    Kept kept = new Kept(shown, lasted, undo, before);
    change(proxy, kinds -> kinds.put(subject, kept));
    shown.end().ifPresent(end -> endAt(proxy, kept, schedule.nanos() + left(end).toNanos()));
  }

  /** Gives something another end, if it has one. Returns whether it has. */
  boolean renew(Proxy proxy, Subject subject, Duration time) {
    Kept kept = all.getOrDefault(proxy, Map.of()).get(subject);
    if (kept == null || kept.shown.end().isEmpty()) {
      return false;
    }
    Impairment now = kept.shown.endingAt(schedule.now().plus(time));
    keepUntilEnd(proxy, now, kept.undo, kept.before);
    return true;
  }

  private void endAt(Proxy proxy, Kept kept, long nanos) {
    kept.cancel = schedule.at(nanos, () -> inTurn(proxy, () -> end(proxy, kept)));
  }

  /** Forgets what was kept about something, which now lasts for good or is gone. */
  void forget(Proxy proxy, Subject subject) {
    Kept kept = all.getOrDefault(proxy, Map.of()).get(subject);
    if (kept != null) {
      kept.cancel.run();
      change(proxy, kinds -> kinds.remove(subject));
    }
  }

  /** Forgets everything of one kind. */
  void forget(Proxy proxy, Kind kind) {
    for (Impairment each : of(proxy)) {
      if (each.subject().kind() == kind) {
        forget(proxy, each.subject());
      }
    }
  }

  /** Forgets what a proxy no longer has. */
  void settle(Proxy proxy) {
    for (Impairment each : of(proxy)) {
      if (proxy.isClosed() || isGone(proxy, each.subject())) {
        forget(proxy, each.subject());
      }
    }
  }

  private static boolean isGone(Proxy proxy, Subject subject) {
    return switch (subject.kind()) {
      case TOXIC ->
          proxy.spec().toxics().stream().noneMatch(toxic -> toxic.name().equals(subject.name()));
      case RULE -> proxy.spec().rules().find(subject.name()).isEmpty();
      case PROFILE ->
          proxy.spec().toxics().stream().noneMatch(toxic -> Profile.isCalled(toxic.name()));
      case DISABLED -> proxy.spec().enabled();
      // Whoever changes these says so.
      case MIX, FLAP -> false;
    };
  }

  private interface MapChange {
    void on(Map<Subject, Kept> kinds);
  }

  private void change(Proxy proxy, MapChange change) {
    all.compute(
        proxy,
        (same, before) -> {
          Map<Subject, Kept> after =
              before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
          change.on(after);
          return after.isEmpty() ? null : after;
        });
  }

  /** Does work in the next turn of a proxy, on a thread that may block. */
  void inTurn(Proxy proxy, Runnable work) {
    turns
        .next(List.of(proxy.spec().name()))
        .thenAccept(
            turn -> {
              try {
                schedule.work(() -> endTurnAfter(turn, work));
              } catch (RejectedExecutionException closed) {
                turns.end(turn);
              }
            });
  }

  private void endTurnAfter(Turns.Turn turn, Runnable work) {
    try {
      work.run();
    } finally {
      turns.end(turn);
    }
  }

  /** Undoes a change, unless somebody else has changed the same meanwhile. */
  private void end(Proxy proxy, Kept kept) {
    Subject subject = kept.shown.subject();
    if (all.getOrDefault(proxy, Map.of()).get(subject) != kept) {
      return;
    }
    try {
      String undone = kept.undo.get();
      forget(proxy, subject);
      write(proxy, subject, undone + after(kept));
    } catch (RuntimeException | Error cannot) {
      complain(proxy, kept, String.valueOf(cannot.getMessage()));
      endAt(proxy, kept, schedule.nanos() + AGAIN.toNanos());
    }
  }

  /** Forgets something that has ended before its time, and writes that into the journal. */
  void over(Proxy proxy, Subject subject, String done, String by) {
    forget(proxy, subject);
    write(proxy, subject, done + setBy(by));
  }

  private static String after(Kept kept) {
    return " after " + kept.lasted + setBy(kept.shown.by());
  }

  private static String setBy(String by) {
    return by.isEmpty() ? "" : ", set by " + by;
  }

  private void write(Proxy proxy, Subject subject, String done) {
    String rule = subject.kind() == Kind.RULE ? subject.name() : "";
    String toxic = subject.kind() == Kind.TOXIC ? subject.name() : "";
    engine.journal().write(proxy.spec().name(), new Event.Ended(rule, toxic, done));
    log.info("proxy {}: {}", proxy.spec().name(), done);
  }

  private void complain(Proxy proxy, Kept kept, String reason) {
    if (kept.complained) {
      return;
    }
    kept.complained = true;
    String sentence = "what ends" + after(kept) + " cannot be undone yet: " + reason;
    log.warn("proxy {}: {}; it is tried again every second", proxy.spec().name(), sentence);
    engine
        .journal()
        .write(
            proxy.spec().name(), new Event.OwnTrouble(0, null, ExchangeRef.NONE, "", "", sentence));
  }
}
