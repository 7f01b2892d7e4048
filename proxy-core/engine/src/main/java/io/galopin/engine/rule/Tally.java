package io.galopin.engine.rule;

import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Misses;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The counters of a rule since it was set. Thread-safe. */
public final class Tally {

  /**
   * The exchange that came nearest to matching: the first of those with the most conditions met.
   *
   * @param met how many of the conditions held
   * @param of how many there are
   * @param connection its place
   * @param exchange its place
   * @param differed the first condition that did not hold, and the actual value
   */
  public record NearMiss(int met, int of, long connection, long exchange, String differed) {

    @Override
    public String toString() {
      return differed
          + " at connection "
          + connection
          + ", exchange "
          + exchange
          + (of > 1 ? " (" + met + " of " + of + " conditions met)" : "");
    }
  }

  /** The number of exchanges in which one behavior was chosen and in which it fired. */
  private record Acts(LongAdder chosen, LongAdder fired) {
    Acts() {
      this(new LongAdder(), new LongAdder());
    }
  }

  private static final int LONGEST_DIFFERENCE = 1_000;
  private static final long NOT_YET = Long.MIN_VALUE;

  private final LongAdder seen = new LongAdder();
  private final LongAdder matched = new LongAdder();
  private final LongAdder taken = new LongAdder();
  private final Map<String, Acts> acts = new ConcurrentHashMap<>(2);
  private volatile @Nullable String taker;
  private final AtomicReference<@Nullable NearMiss> nearest = new AtomicReference<>();

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong startedAt = new AtomicLong(NOT_YET);

  /** Starts the rule at {@code now}, in the loops' time; later calls have no effect. */
  public void start(long now) {
    startedAt.compareAndSet(NOT_YET, now);
  }

  /** Returns when the rule was set. */
  long startedAt() {
    return startedAt.get();
  }

  /** Counts a call of a rule that counts for the whole proxy, and returns its number, from 1. */
  long nextCall() {
    return calls.incrementAndGet();
  }

  void countSeen() {
    seen.increment();
  }

  void countMatch() {
    matched.increment();
  }

  void countChoice(String behavior) {
    acts(behavior).chosen().increment();
  }

  /** Called once per exchange. */
  void countFault(String behavior) {
    acts(behavior).fired().increment();
  }

  private Acts acts(String behavior) {
    Acts known = acts.get(behavior);
    return known != null ? known : acts.computeIfAbsent(behavior, first -> new Acts());
  }

  /**
   * Counts an exchange that did not reach this rule because {@code earlier} acted and does not
   * continue.
   */
  public void countTaken(Rule earlier) {
    taken.increment();
    taker = earlier.name();
  }

  /** Notes an exchange that did not match; costs nothing once a nearer miss is known. */
  void noteMiss(Condition when, Facts facts, Rule.Place place) {
    NearMiss known = nearest.get();
    int best = known == null ? -1 : known.met();
    int of = when.size();
    if (best == of - 1) {
      return;
    }
    int met = Misses.met(when, facts);
    if (met > best) {
      NearMiss miss =
          new NearMiss(
              met, of, place.connection(), place.exchange(), cut(Misses.difference(when, facts)));
      nearest.compareAndSet(known, miss);
    }
  }

  /** The text may repeat a condition as long as a rule, and outlives it. */
  private static String cut(String difference) {
    return difference.length() <= LONGEST_DIFFERENCE
        ? difference
        : difference.substring(0, LONGEST_DIFFERENCE) + "…";
  }

  /** Returns how many exchanges it was asked about. */
  public long seen() {
    return seen.sum();
  }

  /**
   * Returns how many exchanges it was not asked about, because an earlier rule acted and does not
   * continue.
   */
  public long taken() {
    return taken.sum();
  }

  /** Returns the last rule that took such an exchange; empty if there is none. */
  public Optional<String> taker() {
    return Optional.ofNullable(taker);
  }

  /** Returns how many of the exchanges that it was asked about matched. */
  public long matched() {
    return matched.sum();
  }

  /** Returns in how many matching exchanges it changed something. */
  public long fired() {
    return acts.values().stream().mapToLong(each -> each.fired().sum()).sum();
  }

  /** Returns in how many matching exchanges this behavior changed something. */
  public long fired(String behavior) {
    Acts its = acts.get(behavior);
    return its == null ? 0 : its.fired().sum();
  }

  /**
   * Returns for how many matching exchanges this behavior was chosen, whether or not it changed
   * something.
   */
  public long chosen(String behavior) {
    Acts its = acts.get(behavior);
    return its == null ? 0 : its.chosen().sum();
  }

  /**
   * Returns in how many matching exchanges a behavior was chosen but has changed nothing: it let
   * them pass, found nothing to change, or they have not got that far.
   */
  public long withoutEffect() {
    // Read first: what fires meanwhile was chosen before.
    long acted = fired();
    long chosen = acts.values().stream().mapToLong(each -> each.chosen().sum()).sum();
    return Math.max(0, chosen - acted);
  }

  /** Returns the nearest exchange that did not match, if there is one. */
  public Optional<NearMiss> nearest() {
    return Optional.ofNullable(nearest.get());
  }

  /** Returns one line for the journal. */
  @Override
  public String toString() {
    return "saw "
        + seen()
        + ", matched "
        + matched()
        + ", fired "
        + fired()
        + (withoutEffect() > 0 ? ", without effect " + withoutEffect() : "")
        + nearest().map(miss -> "; nearest miss: " + miss).orElse("");
  }
}
