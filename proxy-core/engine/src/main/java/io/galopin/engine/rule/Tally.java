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

/** What a rule has counted since it was set. Thread-safe. */
public final class Tally {

  /**
   * The exchange that came nearest to matching: the first of those with the most conditions met.
   *
   * @param met how many of the conditions held
   * @param of how many there are
   * @param connection its place
   * @param exchange its place
   * @param differed which condition did not hold first, and what was there instead
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

  /** What one behavior of the rule has counted: in how many exchanges. */
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

  /** The rule is set from now on, by the loops' time; later calls change nothing. */
  public void start(long now) {
    startedAt.compareAndSet(NOT_YET, now);
  }

  /** When the rule was set. */
  long startedAt() {
    return startedAt.get();
  }

  /** 1, 2, 3 … for the calls of a rule that counts them for the proxy as a whole. */
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

  /** Once for an exchange. */
  void countFault(String behavior) {
    acts(behavior).fired().increment();
  }

  private Acts acts(String behavior) {
    Acts known = acts.get(behavior);
    return known != null ? known : acts.computeIfAbsent(behavior, first -> new Acts());
  }

  /** An exchange did not come to it: {@code earlier} acted and does not continue. */
  public void countTaken(Rule earlier) {
    taken.increment();
    taker = earlier.name();
  }

  /** Takes note of an exchange that did not match; costs nothing once a nearer one is known. */
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

  /** It may repeat a condition, which may be as long as a rule, and outlives that. */
  private static String cut(String difference) {
    return difference.length() <= LONGEST_DIFFERENCE
        ? difference
        : difference.substring(0, LONGEST_DIFFERENCE) + "…";
  }

  /** How many exchanges it was asked about. */
  public long seen() {
    return seen.sum();
  }

  /** About how many it was not asked, as a rule before it acted and does not continue. */
  public long taken() {
    return taken.sum();
  }

  /** The last rule that took one of those; empty if none has. */
  public Optional<String> taker() {
    return Optional.ofNullable(taker);
  }

  /** How many of those that it was asked about matched. */
  public long matched() {
    return matched.sum();
  }

  /** In how many of those it changed something. */
  public long fired() {
    return acts.values().stream().mapToLong(each -> each.fired().sum()).sum();
  }

  /** In how many of those one of its behaviors did. */
  public long fired(String behavior) {
    Acts its = acts.get(behavior);
    return its == null ? 0 : its.fired().sum();
  }

  /** For how many of those one of its behaviors was chosen, whether it changed something or not. */
  public long chosen(String behavior) {
    Acts its = acts.get(behavior);
    return its == null ? 0 : its.chosen().sum();
  }

  /**
   * In how many of those it was to act and has changed nothing: its behavior let them pass, they
   * gave it nothing to change, or they have not come so far.
   */
  public long withoutEffect() {
    // What fires meanwhile was chosen before.
    long acted = fired();
    long chosen = acts.values().stream().mapToLong(each -> each.chosen().sum()).sum();
    return Math.max(0, chosen - acted);
  }

  /** The nearest exchange that did not match, if there is one. */
  public Optional<NearMiss> nearest() {
    return Optional.ofNullable(nearest.get());
  }

  /** In one line, for the journal. */
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
