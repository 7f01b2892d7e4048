package io.galopin.engine;

/** A rule that was chosen to act on an exchange. Used on one event loop only. */
final class Firing {

  private final Rule rule;
  private final Choice choice;
  private final boolean atReply;
  private boolean counted;

  /**
   * Has done nothing yet.
   *
   * @param choice the behavior that the rule chose
   * @param atReply whether it was asked when the reply had come
   */
  Firing(Rule rule, Choice choice, boolean atReply) {
    this.rule = rule;
    this.choice = choice;
    this.atReply = atReply;
  }

  /** The rule's name. */
  String rule() {
    return rule.name();
  }

  /** What the rule's draws are keyed by, if it is not its name; else empty. */
  String ruleKey() {
    String key = rule.key().text();
    return key.equals(rule.name()) ? "" : key;
  }

  Choice choice() {
    return choice;
  }

  boolean atReply() {
    return atReply;
  }

  /** It has changed something in its exchange, as it had decided at {@code hook}. */
  void acted(Hook hook, IdentifiedExchange exchange) {
    if (choice.behavior() instanceof Again again) {
      again.happened(hook, exchange);
    }
    if (!counted) {
      counted = true;
      rule.tally().countFault(choice.plugin());
    }
  }

  /** What the draws of its behavior are keyed by. */
  String purpose(String purpose) {
    String own = choice.plugin() + "." + purpose;
    return rule().equals(Mix.NAME) ? own : rule.key().text() + "." + own;
  }
}
