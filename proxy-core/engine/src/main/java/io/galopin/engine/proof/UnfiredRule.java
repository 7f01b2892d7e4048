package io.galopin.engine.proof;

import io.galopin.api.Attribute;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.Tally;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;

/** A rule of its own, or a behavior of a mix: whether it fired. Thread-safe. */
public final class UnfiredRule implements Unfired {

  private final Rule rule;

  /** The behavior of a mix that this is about; empty for the rule as a whole. */
  private final Optional<String> share;

  /** Its tally; several if it was put aside and set again. */
  private final List<Tally> tallies = new CopyOnWriteArrayList<>();

  private UnfiredRule(Rule rule, Optional<String> share) {
    this.rule = rule;
    this.share = share;
    tallies.add(rule.tally());
  }

  /** A rule of its own. */
  public static UnfiredRule of(Rule rule) {
    return new UnfiredRule(rule, Optional.empty());
  }

  /** A behavior of a mix. */
  public static UnfiredRule of(String behavior, Rule mix) {
    return new UnfiredRule(mix, Optional.of(behavior));
  }

  /** The rule's name; empty if it is a behavior of a mix. */
  public String name() {
    return share.isPresent() ? "" : rule.name();
  }

  /** What it may do. */
  public List<String> behaviors() {
    return share.map(List::of).orElseGet(rule.mix()::behaviors);
  }

  /** Whether {@code tally} is its. */
  public boolean counts(Tally tally) {
    return tallies.contains(tally);
  }

  /** It is set again and counts here from now on, too. */
  public void goesOn(Tally tally) {
    tallies.add(tally);
  }

  /** In how many exchanges one of its behaviors did something. */
  public long fired(String behavior) {
    return sum(tally -> tally.fired(behavior));
  }

  @Override
  public boolean fired() {
    return behaviors().stream().anyMatch(behavior -> fired(behavior) > 0);
  }

  private long sum(ToLongFunction<Tally> count) {
    return tallies.stream().mapToLong(count).sum();
  }

  @Override
  public String subject() {
    return share
        .map(behavior -> behavior + " of the mix " + rule)
        .orElseGet(() -> "rule " + rule.name() + " (" + rule + ")");
  }

  @Override
  public String reason() {
    long taken = sum(Tally::taken);
    String taker =
        tallies.stream()
            .flatMap(tally -> tally.taker().stream())
            .reduce((one, later) -> later)
            .map(name -> "a rule before it acted on them and does not continue, the last: " + name)
            .orElse("");
    if (sum(Tally::seen) > 0) {
      return reasonAmongSeen()
          + (taken == 0 ? "" : "; " + Unfired.many(taken, "other") + " did not reach it, " + taker);
    }
    if (taken > 0) {
      return "not one of " + Unfired.many(taken, "exchange") + " reached it, " + taker;
    }
    if (rule.isOfOpenings()) {
      return "not one connection was opened while it was set";
    }
    return looksAtReply()
        ? "not one reply came to it while it was set"
        : "no traffic, not one exchange came while it was set";
  }

  private boolean looksAtReply() {
    return rule.when().moment() == Attribute.Moment.REPLY;
  }

  private String reasonAmongSeen() {
    long seen = sum(Tally::seen);
    long matched = sum(Tally::matched);
    if (matched == 0) {
      return "no match among "
          + Unfired.many(seen, "exchange")
          + rule.tally().nearest().map(miss -> "; the nearest: " + miss).orElse("");
    }
    long chosen = sum(tally -> behaviors().stream().mapToLong(tally::chosen).sum());
    if (chosen > 0) {
      return "it was asked " + Unfired.many(chosen, "time") + " and did nothing";
    }
    if (share.isPresent()) {
      return Unfired.chance(rule.mix().chance(share.get()), matched, "exchanges");
    }
    if (!rule.trigger().isAlways()) {
      return "of "
          + matched
          + " exchanges that matched, its trigger ("
          + rule.trigger()
          + (rule.mix().chance() < 1 ? ") and chance" : ")")
          + " took none";
    }
    return Unfired.chance(rule.mix().chance(), matched, "exchanges that matched");
  }
}
