package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.api.Behavior;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.Term;
import io.galopin.engine.match.Trigger;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskedTest {

  private static final Attribute STATUS = Attribute.text("line.status", Moment.REPLY, "");
  private static final Attribute PATH = Attribute.text("line.path", Moment.REQUEST, "");
  private static final Condition GET_A = Conditions.like(PATH, "/a");
  private static final Condition OK = Conditions.like(STATUS, "200");

  private static Rule rule(String name, Condition when, boolean enabled) {
    Mix mix = Mix.of(Map.of("test", BigDecimal.valueOf(100)), plugin -> new Behavior() {});
    return new Rule(name, when, Trigger.ALWAYS, mix, false, enabled);
  }

  private final Rule reply = rule("reply", Condition.all(List.of(OK, GET_A)), true);
  private final Rule request = rule("request", GET_A, true);
  private final Rule again = rule("again", Condition.all(List.of(GET_A, OK)), true);
  private final Rule always = rule("always", Condition.always(), true);
  private final Rule off = rule("off", GET_A, false);
  private final Rule offAtReply = rule("off-too", OK, false);
  private final List<Rule> all = List.of(reply, request, again, off, offAtReply, always);

  @Test
  void rulesThatLookAtTheReplyAreTriedAfterAllOthers() {
    Asked asked = Asked.of(all, rule -> true);
    assertThat(asked.atRequest()).containsExactly(request, always);
    assertThat(asked.atReply()).containsExactly(reply, again);
    assertThat(asked.inOrder()).containsExactly(request, always, reply, again);
  }

  /** The head of the request has gone when they are tried. */
  @Test
  void theirTermsOfTheRequestAreKnownOnceEach() {
    assertThat(Asked.of(all, rule -> true).atReplyTerms()).containsExactly(new Term(PATH, ""));
    assertThat(Asked.of(List.of(request, always), rule -> true).atReplyTerms()).isEmpty();
  }

  @Test
  void onlyThoseThatAreSelectedAreAsked() {
    Asked asked = Asked.of(all, rule -> rule == again || rule == off);
    assertThat(asked.inOrder()).containsExactly(again);
  }

  @Test
  void isEmptyWhereNobodyIsAsked() {
    assertThat(Asked.NONE.isEmpty()).isTrue();
    assertThat(Asked.of(List.of(off, offAtReply), rule -> true).isEmpty()).isTrue();
    assertThat(Asked.of(List.of(request), rule -> true).isEmpty()).isFalse();
    assertThat(Asked.of(List.of(reply), rule -> true).isEmpty()).isFalse();
  }
}
