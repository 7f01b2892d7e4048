package io.galopin.engine.rule;

import io.galopin.api.Attribute;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Facts;
import io.galopin.engine.match.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * When which behavior acts. A rule is asked once for each exchange, on the exchange's event loop,
 * from several event loops at once. Immutable but for what it counts, which stays with it when it
 * is switched on or off.
 *
 * @param name unique among the rules of a proxy
 * @param key what its draws are keyed by
 * @param when which exchanges it is about
 * @param trigger on which of them, and when
 * @param mix what acts, and with what chance
 * @param continues whether later rules may act on the same exchange
 * @param enabled whether it is asked at all
 * @param text as a user would write it
 * @param tally what it counts
 */
public record Rule(
    String name,
    RuleKey key,
    Condition when,
    Trigger trigger,
    Mix mix,
    boolean continues,
    boolean enabled,
    String text,
    Tally tally) {

  /** The most characters of a rule's text. */
  static final int LONGEST = 131_072;

  public Rule {
    if (!Names.isName(name)) {
      throw new OptionException("name", '"' + name + '"', Names.FORM);
    }
    if (text.length() > LONGEST) {
      throw new OptionException(
          "rule", text, "at most " + LONGEST + " characters, with all conditions and options");
    }
  }

  /** A rule that has counted nothing yet. */
  public Rule(
      String name,
      Condition when,
      Trigger trigger,
      Mix mix,
      boolean continues,
      boolean enabled,
      String text) {
    this(name, RuleKey.ofName(name), when, trigger, mix, continues, enabled, text, new Tally());
  }

  /** The rule about every exchange. */
  public static Rule of(Mix mix) {
    return new Rule(Mix.NAME, Condition.always(), Trigger.ALWAYS, mix, false, true, mix.toString());
  }

  /** The same rule, switched on or off; both count together. */
  public Rule withEnabled(boolean changed) {
    return changed == enabled
        ? this
        : new Rule(name, key, when, trigger, mix, continues, changed, text, tally);
  }

  /**
   * The same rule for another set of rules, in which those that are there keep what their draws are
   * keyed by.
   */
  public Rule forOthers() {
    return withKey(key.unnumbered());
  }

  /** The same rule, whose draws are keyed by something else. */
  Rule withKey(RuleKey changed) {
    return changed.equals(key)
        ? this
        : new Rule(name, changed, when, trigger, mix, continues, enabled, text, tally);
  }

  /** Whether it can be asked only when the reply has come. */
  boolean looksAtReply() {
    return when.moment() == Attribute.Moment.REPLY;
  }

  /**
   * The behavior that is to act on this exchange; null if this rule lets it pass.
   *
   * @param facts what is known of the exchange
   * @param place where it is
   */
  public @Nullable Choice choose(Facts facts, Place place) {
    tally.countSeen();
    if (!when.holds(facts)) {
      tally.noteMiss(when, facts, place);
      return null;
    }
    tally.countMatch();
    if (!trigger.isAlways() && !isTriggered(place)) {
      return null;
    }
    Choice choice = mix.choose(place.number(key.text()));
    if (choice != null) {
      tally.countChoice(choice.plugin());
    }
    return choice;
  }

  private boolean isTriggered(Place place) {
    if (trigger.timed()) {
      long since = trigger.perConnection() ? place.connectionStartedAt() : tally.startedAt();
      if (!trigger.isOpen(place.now() - since)) {
        return false;
      }
    }
    return !trigger.counts()
        || trigger.acts(trigger.perConnection() ? place.nextCall(tally) : tally.nextCall());
  }

  /** Whether {@code choice} is among those that this rule can make. */
  boolean offers(Choice choice) {
    return enabled && mix.offers(choice);
  }

  /** As a user would write it. */
  @Override
  public String toString() {
    return text;
  }

  /** The place of an exchange, as a rule sees it. Used on one event loop only. */
  public interface Place {

    /** The ordinal of the connection. */
    long connection();

    /** The ordinal of the exchange. */
    long exchange();

    /** The loop's time in nanoseconds. */
    long now();

    /** When the connection was accepted, in the loop's time. */
    long connectionStartedAt();

    /**
     * The draw of the rule with this key for this exchange, from 0 (inclusive) to 1 (exclusive).
     */
    double number(String key);

    /** 1, 2, 3 … for the calls of the rule with this tally on this connection. */
    long nextCall(Tally tally);
  }
}
