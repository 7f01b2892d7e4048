package io.galopin.engine.rule;

import io.galopin.api.Attribute;
import io.galopin.engine.match.Term;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules that are asked about an exchange, in their order. Immutable.
 *
 * @param atRequest those that are tried when the request has arrived
 * @param atReply those that are tried when the reply has arrived
 * @param atReplyTerms the terms of the request that the latter test
 */
public record Asked(List<Rule> atRequest, List<Rule> atReply, List<Term> atReplyTerms) {

  static final Asked NONE = new Asked(List.of(), List.of(), List.of());

  /** Selects enabled rules. */
  static Asked of(List<Rule> rules, Predicate<Rule> selected) {
    List<Rule> enabled = rules.stream().filter(Rule::enabled).filter(selected).toList();
    List<Rule> atReply = enabled.stream().filter(Rule::looksAtReply).toList();
    return new Asked(
        enabled.stream().filter(rule -> !rule.looksAtReply()).toList(),
        atReply,
        atReply.stream()
            .flatMap(rule -> rule.when().terms())
            .filter(term -> term.attribute().moment() == Attribute.Moment.REQUEST)
            .distinct()
            .toList());
  }

  /** Returns all of them, in the order in which they are tried. */
  List<Rule> inOrder() {
    return Stream.concat(atRequest.stream(), atReply.stream()).toList();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return atRequest.isEmpty() && atReply.isEmpty();
  }
}
