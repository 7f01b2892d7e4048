package io.galopin.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReachTest {

  @ParameterizedTest
  @CsvSource({"REQUESTS, false, true", "ALL, true, true", "OPENING, true, false"})
  void includesTheOpeningOrRequestsOrBoth(Reach reach, boolean opening, boolean requests) {
    assertThat(reach.includes(true)).isEqualTo(opening);
    assertThat(reach.includes(false)).isEqualTo(requests);
  }

  /**
   * One part that names the opening is enough for the whole condition to be about it: other parts
   * say nothing of it, and hold or do not.
   */
  @ParameterizedTest
  @CsvSource({
    "REQUESTS, ALL, ALL",
    "REQUESTS, OPENING, OPENING",
    "ALL, OPENING, OPENING",
  })
  void bothTogetherReachAsTheMoreExplicitOne(Reach one, Reach other, Reach both) {
    assertThat(one.and(other)).isEqualTo(both);
    assertThat(other.and(one)).isEqualTo(both);
  }

  @ParameterizedTest
  @CsvSource({"REQUESTS, ALL", "REQUESTS, OPENING", "ALL, OPENING"})
  void eitherOfTwoDifferentOnesReachesAll(Reach one, Reach other) {
    assertThat(one.or(other)).isEqualTo(Reach.ALL);
    assertThat(other.or(one)).isEqualTo(Reach.ALL);
  }

  @ParameterizedTest
  @EnumSource
  void withItselfNothingChanges(Reach reach) {
    assertThat(reach.and(reach)).isEqualTo(reach);
    assertThat(reach.or(reach)).isEqualTo(reach);
  }
}
