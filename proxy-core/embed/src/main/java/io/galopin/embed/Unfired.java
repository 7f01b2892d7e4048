package io.galopin.embed;

import io.galopin.client.Mix;
import io.galopin.engine.Rule;
import io.galopin.engine.Tally;
import java.util.Locale;

/** Says why a fault has not fired. */
interface Unfired {

  /** A sentence without its subject's proxy: {@code rule orders never fired: …}. */
  String sentence();

  /** A rule of its own. */
  static Unfired of(Rule rule) {
    return () -> "rule " + rule.name() + " (" + rule + ") never fired: " + reason(rule);
  }

  /** A behavior of a mix. */
  static Unfired of(Mix.Share share, Rule mix) {
    return () ->
        share.behavior().name()
            + " of the mix "
            + mix
            + " never fired: "
            + (mix.tally().seen() == 0
                ? NO_EXCHANGE
                : chance(share.percent() / 100, mix.tally().matched(), "exchanges"));
  }

  /** Why nothing could fire. */
  String NO_EXCHANGE = "no traffic, not one exchange came while it was set";

  private static String reason(Rule rule) {
    Tally tally = rule.tally();
    if (tally.seen() == 0) {
      return NO_EXCHANGE;
    }
    if (tally.matched() == 0) {
      return "no match among "
          + tally.seen()
          + (tally.seen() == 1 ? " exchange" : " exchanges")
          + tally.nearest().map(miss -> "; the nearest: " + miss).orElse("");
    }
    long chosen = tally.fired() + tally.withoutEffect();
    if (chosen > 0) {
      return "it was asked " + chosen + " times and did nothing";
    }
    if (!rule.trigger().isAlways()) {
      return "of "
          + tally.matched()
          + " exchanges that matched, its trigger ("
          + rule.trigger()
          + (rule.mix().chance() < 1 ? ") and chance" : ")")
          + " took none";
    }
    return chance(rule.mix().chance(), tally.matched(), "exchanges that matched");
  }

  /** That {@code chance} took none of so many, and how likely that was. */
  static String chance(double chance, long tries, String what) {
    return String.format(
        Locale.ROOT,
        "chance, %.4g %% took none of %d %s; the probability of that is %.4g %%",
        100 * chance,
        tries,
        what,
        100 * Math.pow(1 - chance, (double) tries));
  }
}
