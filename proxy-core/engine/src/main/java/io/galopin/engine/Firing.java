package io.galopin.engine;

/**
 * A rule that acts on an exchange.
 *
 * @param rule its name
 * @param choice the behavior that it chose
 * @param atReply whether it was asked when the reply had come
 */
record Firing(String rule, Choice choice, boolean atReply) {

  /** What the draws of its behavior are keyed by. */
  String purpose(String purpose) {
    String own = choice.plugin() + "." + purpose;
    return rule.equals(Mix.NAME) ? own : rule + "." + own;
  }
}
