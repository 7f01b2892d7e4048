package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.rule.Identities.Identity;
import org.junit.jupiter.api.Test;

/** Tests the place of an exchange and the draws that belong to it. */
class ExchangePlaceTest {

  private final VirtualFacts connection = new VirtualFacts();
  private final ExchangePlace opening = new ExchangePlace(connection.facts, "", 0);
  private final ExchangePlace ofLayer = new ExchangePlace(connection.facts, "hello", 0);

  @Test
  void drawsFollowFromConnectionAndOrdinal() {
    assertThat(opening.number("x")).isEqualTo(connection.draws.number(3, "x", 0));
    assertThat(opening.bytes("x", 9)).isEqualTo(connection.draws.bytes(3, "x", 0, 9));
  }

  @Test
  void anOpeningOfALayerHasDrawsOfItsOwn() {
    ExchangePlace ofOther = new ExchangePlace(connection.facts, "other", 0);

    assertThat(ofLayer.ordinal()).isZero();
    assertThat(ofLayer.layer()).isEqualTo("hello");
    assertThat(ofLayer.number("x")).isNotEqualTo(opening.number("x"));
    assertThat(ofLayer.number("x")).isNotEqualTo(ofOther.number("x"));
    assertThat(ofLayer.bytes("x", 9)).isNotEqualTo(opening.bytes("x", 9));
  }

  /** Recorded seeds rest on this. */
  @Test
  void theDrawOfALayerNeverChanges() {
    assertThat(ofLayer.number("x")).isEqualTo(connection.draws.number(3, "x", "hello"));
  }

  @Test
  void anIdentityTakesThePlaceOfThePlace() {
    ExchangePlace place = new ExchangePlace(connection.facts, "", 7);
    place.identify(new Identity(77, 5, "user 4 #5"));

    assertThat(place.identity()).isEqualTo("user 4 #5");
    assertThat(place.number("x")).isEqualTo(connection.draws.number(77, "x", 5));
    assertThat(place.bytes("x", 4)).isEqualTo(connection.draws.bytes(77, "x", 5, 4));
  }
}
