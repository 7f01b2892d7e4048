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
 * A behavior with its options and when it applies. A rule is asked once per exchange, on the
 * exchange's event loop, and by several event loops at once. Immutable except for its counters,
 * which are kept when it is enabled or disabled.
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
   * Creates a rule from its parts.
   *
   * @param name unique among the rules of a proxy
   * @param named whether its text begins with the name
   * @param key the key of its draws
   * @param when the condition on exchanges
   * @param trigger on which matching exchanges it acts, and when
   * @param mix the behaviors, with their chances
   * @param continues whether later rules may act on the same exchange
   * @param enabled whether it is asked at all
   * @param tally its counters
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
    this(same, key, enabled, same.when, same.mix);
  }

  private Rule(Rule same, RuleKey key, boolean enabled, Condition when, Mix mix) {
    this.name = same.name;
    this.named = same.named;
    this.key = key;
    this.when = when;
    this.trigger = same.trigger;
    this.mix = mix;
    this.continues = same.continues;
    this.enabled = enabled;
    this.tally = same.tally;
    this.text = same.text;
  }

  /** Creates a rule whose text has no name, with all counters at 0. */
  public Rule(
      String name, Condition when, Trigger trigger, Mix mix, boolean continues, boolean enabled) {
    this(name, false, RuleKey.ofName(name), when, trigger, mix, continues, enabled, new Tally());
  }

  /** Returns a rule about every exchange. */
  public static Rule of(Mix mix) {
    return new Rule(Mix.NAME, Condition.always(), Trigger.ALWAYS, mix, false, true);
  }

  /** Returns the name, which is unique among the rules of a proxy. */
  public String name() {
    return name;
  }

  /** Returns the key of its draws. */
  public RuleKey key() {
    return key;
  }

  /** Returns the condition on exchanges. */
  public Condition when() {
    return when;
  }

  /** Returns on which matching exchanges it acts, and when. */
  public Trigger trigger() {
    return trigger;
  }

  /** Returns the behaviors, with their chances. */
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

  /** Returns its counters. */
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
   * Whether {@code other} has the same name and parts. Ignores whether it is enabled, its counters,
   * and the key of its draws.
   */
  public boolean isSameAs(Rule other) {
    return name.equals(other.name)
        && when.toString().equals(other.when.toString())
        && trigger.equals(other.trigger)
        && mix.equals(other.mix)
        && continues == other.continues;
  }

  /**
   * Returns this rule in the place of another: with the counters of that, so that its trigger goes
   * on, and the key of its draws. If it is about other exchanges, or has another trigger, it is
   * returned as it is.
   */
  public Rule inPlaceOf(Rule before) {
    boolean goesOn =
        name.equals(before.name)
            && when.toString().equals(before.when.toString())
            && trigger.equals(before.trigger)
            && continues == before.continues;
    return goesOn
        ? new Rule(name, named, before.key, when, trigger, mix, continues, enabled, before.tally)
        : this;
  }

  /** Returns the same rule, enabled or disabled; both share their counters. */
  public Rule withEnabled(boolean changed) {
    return changed == enabled ? this : new Rule(this, key, changed);
  }

  /**
   * Returns the same rule with other instances of its plugins; both share their counters.
   *
   * @param again the same condition
   * @param made the same behaviors, with the same chances
   */
  public Rule remade(Condition again, Mix made) {
    return new Rule(this, key, enabled, again, made);
  }

  /** Returns a rule to look at, with the same counters. It keeps nothing of its plugins. */
  public Rule inert() {
    return remade(when, mix.inert());
  }

  /** Returns the same rule for another rule set, whose rules keep the keys of their draws. */
  public Rule forOthers() {
    return withKey(key.unnumbered());
  }

  /** Returns the same rule with another key for its draws. */
  Rule withKey(RuleKey changed) {
    return changed.equals(key) ? this : new Rule(this, changed, enabled);
  }

  /** Returns the layer whose exchanges it is asked about; empty for those of the protocol. */
  public String layer() {
    return when.level().layer();
  }

  /**
   * Whether it is asked about openings of the protocol's connections, or else the other exchanges.
   */
  boolean concerns(boolean opening) {
    return layer().isEmpty() && when.reach().includes(opening);
  }

  /** Whether it is about nothing but openings, of connections or of a layer. */
  public boolean isOfOpenings() {
    return !concerns(false);
  }

  /** Whether it can be asked only after the reply has arrived. */
  boolean looksAtReply() {
    return when.moment() == Attribute.Moment.REPLY;
  }

  /**
   * Returns the behavior that acts on this exchange; null if this rule lets it pass.
   *
   * @param facts the facts about the exchange
   * @param place the place of the exchange
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

  /** Whether this rule can choose this instance. */
  boolean offers(Behavior behavior) {
    return enabled && mix.offers(behavior);
  }

  /** As a user would write it. */
  @Override
  public String toString() {
    return text;
  }

  /** The place of an exchange, as a rule sees it. Used on only one event loop. */
  public interface Place {

    /** Returns the ordinal of the connection. */
    long connection();

    /** Returns the ordinal of the exchange. */
    long exchange();

    /** Returns the loop's time in nanoseconds. */
    long now();

    /** Returns when the connection was accepted, in the loop's time. */
    long connectionStartedAt();

    /** Returns the draw of the rule with this key for this exchange: at least 0, less than 1. */
    double number(String key);

    /** Counts a call of the rule with this tally on this connection: 1, 2, 3 … */
    long nextCall(Tally tally);
  }
}
