package io.galopin.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissesTest {

  private static final Attribute VERB = Attribute.text("line.verb", Moment.REQUEST, "");
  private static final Attribute SIZE = Attribute.number("line.size", Moment.REQUEST, "");
  private static final Attribute TOKEN =
      Attribute.text("line.token", Moment.REQUEST, "").asSecret();

  private final Map<String, Object> values = new HashMap<>();
  private final Facts facts = term -> values.get(term.toString());

  private static final Condition BOTH =
      Condition.all(List.of(Conditions.like(VERB, "get"), Conditions.within(SIZE, 1, 5)));

  @Test
  void countsThePartsThatHold() {
    assertThat(Misses.met(BOTH, facts)).isZero();
    values.put("line.size", 3L);
    assertThat(Misses.met(BOTH, facts)).isEqualTo(1);
    values.put("line.verb", "get");
    assertThat(Misses.met(BOTH, facts)).isEqualTo(2);
    assertThat(Misses.met(Condition.always(), facts)).isZero();
  }

  @Test
  void theFirstPartThatDoesNotHoldIsTheDifference() {
    values.put("line.verb", "put");
    values.put("line.size", 9L);
    assertThat(Misses.difference(BOTH, facts))
        .isEqualTo("line.verb: put (expected: line.verb=get)");
    values.put("line.verb", "get");
    assertThat(Misses.difference(BOTH, facts)).isEqualTo("line.size: 9 (expected: line.size=1..5)");
    values.put("line.size", 5L);
    assertThat(Misses.difference(BOTH, facts)).isEmpty();
  }

  @Test
  void aValueThatIsNotThereIsMissing() {
    assertThat(Misses.difference(BOTH, facts))
        .isEqualTo("line.verb: missing (expected: line.verb=get)");
  }

  @Test
  void aSecretIsNotShown() {
    values.put("line.token", "swordfish");
    assertThat(Misses.difference(Conditions.like(TOKEN, "open"), facts))
        .isEqualTo("line.token: another (expected: line.token=open)");
  }

  @Test
  void whatTestsNoSingleTermIsNamedAsItIsWritten() {
    values.put("line.verb", "get");
    Condition not = Condition.not(Conditions.like(VERB, "get"));
    assertThat(Misses.difference(not, facts)).isEqualTo("not so: line.verb!=get");
    Condition any =
        Condition.any(List.of(Conditions.like(VERB, "put"), Conditions.within(SIZE, 1, 5)));
    assertThat(Misses.difference(any, facts)).isEqualTo("not so: line.verb=put or line.size=1..5");
  }
}
