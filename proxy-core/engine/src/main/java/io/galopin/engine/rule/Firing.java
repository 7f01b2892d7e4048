package io.galopin.engine.rule;

import io.galopin.engine.journal.Hook;

/** A rule that was chosen to act on an exchange. Used on only one event loop. */
public final class Firing {

  private final Rule rule;
  private final Choice choice;
  private final boolean atReply;
  private boolean counted;

  /**
   * Has changed nothing yet.
   *
   * @param choice the behavior that the rule chose
   * @param atReply whether it was asked after the reply arrived
   */
  public Firing(Rule rule, Choice choice, boolean atReply) {
    this.rule = rule;
    this.choice = choice;
    this.atReply = atReply;
  }

  /** Returns the rule's name. */
  public String rule() {
    return rule.name();
  }

  /** Returns the key of the rule's draws; empty if it is the name. */
  public String ruleKey() {
    String key = rule.key().text();
    return key.equals(rule.name()) ? "" : key;
  }

  public Choice choice() {
    return choice;
  }

  public boolean atReply() {
    return atReply;
  }

  /** Called when it has changed something in its exchange, as decided at {@code hook}. */
  public void acted(Hook hook, IdentifiedExchange exchange) {
    if (choice.behavior() instanceof Repeated again) {
      again.happened(hook, exchange);
    }
    if (!counted) {
      counted = true;
      rule.tally().countFault(choice.plugin());
    }
  }

  /** Returns the key of its behavior's draws. */
  public String purpose(String purpose) {
    String own = choice.plugin() + "." + purpose;
    return rule().equals(Mix.NAME) ? own : rule.key().text() + "." + own;
  }
}
