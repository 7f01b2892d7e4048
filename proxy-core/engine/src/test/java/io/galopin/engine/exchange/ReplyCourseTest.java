package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReplyCourseTest {

  private final ReplyCourse course = new ReplyCourse();

  @Test
  void isAwaited() {
    assertThat(course.hasBegun()).isFalse();
    assertThat(course.passes()).isFalse();
    assertThat(course.passesUnchanged()).isFalse();
    assertThat(course.shape()).isNull();
  }

  @Test
  void isHeldBackWhenItHasBegun() {
    course.begin();
    assertThat(course.hasBegun()).isTrue();
    assertThat(course.passes()).isFalse();
    assertThat(course.passesUnchanged()).isFalse();
  }

  @Test
  void passes() {
    course.begin();
    course.pass();
    assertThat(course.hasBegun()).isTrue();
    assertThat(course.passes()).isTrue();
    assertThat(course.passesUnchanged()).isTrue();
  }

  @Test
  void isReplaced() {
    course.begin();
    course.replace();
    assertThat(course.hasBegun()).isTrue();
    assertThat(course.passes()).isFalse();
    assertThat(course.passesUnchanged()).isFalse();
  }

  @Test
  void theHeadOfALaterReplyBeginsNothing() {
    course.begin();
    course.pass();
    course.begin();
    assertThat(course.passes()).isTrue();
  }

  @Test
  void whatIsDecidedForALaterReplyHoldsFromThen() {
    course.begin();
    course.pass();
    course.replace();
    assertThat(course.passes()).isFalse();
    course.pass();
    assertThat(course.passes()).isTrue();
  }

  @Test
  void nothingIsDecidedBeforeItBegins() {
    assertThatThrownBy(course::pass).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(course::replace).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void somethingMayGoToTheClientInEachState() {
    assertThat(course.isForwarded()).isFalse();
    course.forwarded();
    assertThat(course.isForwarded()).isTrue();
    assertThat(course.hasBegun()).isFalse();
  }
}
