package io.galopin.engine.rule;

import io.galopin.api.Attribute;
import io.galopin.api.Behavior;
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
 */
public final class Rule {

  /** The most characters of a rule's text. */
  static final int LONGEST = 131_072;

  private final String name;
  private final boolean named;
  private final RuleKey key;
  private final Condition when;
  private final Trigger trigger;
  private final Mix mix;
  private final boolean continues;
  private final boolean enabled;
  private final String text;
  private final Tally tally;

  /**
   * A rule of its parts.
   *
   * @param name unique among the rules of a proxy
   * @param named whether its text begins with that
   * @param key what its draws are keyed by
   * @param when which exchanges it is about
   * @param trigger on which of them, and when
   * @param mix what acts, and with what chance
   * @param continues whether later rules may act on the same exchange
   * @param enabled whether it is asked at all
   * @param tally what it counts
   */
  public Rule(
      String name,
      boolean named,
      RuleKey key,
      Condition when,
      Trigger trigger,
      Mix mix,
      boolean continues,
      boolean enabled,
      Tally tally) {
    if (!Names.isName(name)) {
      throw new OptionException("name", '"' + name + '"', Names.FORM);
    }
    this.name = name;
    this.named = named;
    this.key = key;
    this.when = when;
    this.trigger = trigger;
    this.mix = mix;
    this.continues = continues;
    this.enabled = enabled;
    this.tally = tally;
    this.text = named ? name + ": " + RuleWords.of(this) : RuleWords.of(this);
    if (text.length() > LONGEST) {
      throw new OptionException(
          "rule", text, "at most " + LONGEST + " characters, with all conditions and options");
    }
  }

  private Rule(Rule same, RuleKey key, boolean enabled) {
    this.name = same.name;
    this.named = same.named;
    this.key = key;
    this.when = same.when;
    this.trigger = same.trigger;
    this.mix = same.mix;
    this.continues = same.continues;
    this.enabled = enabled;
    this.tally = same.tally;
    this.text = same.text;
  }

  /** A rule without a name of its own in its text, that has counted nothing yet. */
  public Rule(
      String name, Condition when, Trigger trigger, Mix mix, boolean continues, boolean enabled) {
    this(name, false, RuleKey.ofName(name), when, trigger, mix, continues, enabled, new Tally());
  }

  /** The rule about every exchange. */
  public static Rule of(Mix mix) {
    return new Rule(Mix.NAME, Condition.always(), Trigger.ALWAYS, mix, false, true);
  }

  /** Unique among the rules of a proxy. */
  public String name() {
    return name;
  }

  /** What its draws are keyed by. */
  public RuleKey key() {
    return key;
  }

  /** Which exchanges it is about. */
  public Condition when() {
    return when;
  }

  /** On which of them, and when. */
  public Trigger trigger() {
    return trigger;
  }

  /** What acts, and with what chance. */
  public Mix mix() {
    return mix;
  }

  /** Whether later rules may act on the same exchange. */
  public boolean continues() {
    return continues;
  }

  /** Whether it is asked at all. */
  public boolean enabled() {
    return enabled;
  }

  /** What it counts. */
  public Tally tally() {
    return tally;
  }

  /** Whether its {@link #text} begins with its name. */
  public boolean isNamed() {
    return named;
  }

  /** As a user would write it. */
  public String text() {
    return text;
  }

  /**
   * Whether {@code other} is the same rule: of the same name and parts. Whether it is switched on,
   * what it has counted, and what its draws are keyed by among others, does not matter.
   */
  public boolean isSameAs(Rule other) {
    return name.equals(other.name)
        && when.toString().equals(other.when.toString())
        && trigger.equals(other.trigger)
        && mix.equals(other.mix)
        && continues == other.continues;
  }

  /** The same rule, switched on or off; both count together. */
  public Rule withEnabled(boolean changed) {
    return changed == enabled ? this : new Rule(this, key, changed);
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
    return changed.equals(key) ? this : new Rule(this, changed, enabled);
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

  /** Whether this rule can choose this very behavior. */
  boolean offers(Behavior behavior) {
    return enabled && mix.offers(behavior);
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
