package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RequestCourseTest {

  private static final List<Consumer<RequestCourse>> DECISIONS =
      List.of(
          RequestCourse::forward,
          RequestCourse::probe,
          RequestCourse::withhold,
          course -> course.owe(Verdict.PASS));

  private final RequestCourse course = new RequestCourse();

  @Test
  void waitsUntilItIsDecided() {
    assertThat(course.isSettled()).isFalse();
    assertThat(course.isForwarded()).isFalse();
    assertThat(course.isProbed()).isFalse();
    assertThat(course.takeOwed()).isNull();
    course.forgive();
    assertThat(course.isSettled()).isFalse();
  }

  @Test
  void isForwarded() {
    course.forward();
    assertThat(course.isForwarded()).isTrue();
    assertThat(course.isProbed()).isFalse();
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void isProbed() {
    course.probe();
    assertThat(course.isProbed()).isTrue();
    assertThat(course.isForwarded()).isFalse();
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void isWithheld() {
    course.withhold();
    assertThat(course.isForwarded()).isFalse();
    assertThat(course.isProbed()).isFalse();
    assertThat(course.isSettled()).isTrue();
  }

  @Test
  void isSettledOnceWhatIsOwedIsTaken() {
    course.owe(Verdict.PASS);
    assertThat(course.isSettled()).isFalse();
    assertThat(course.isForwarded()).isFalse();
    assertThat(course.takeOwed()).isSameAs(Verdict.PASS);
    assertThat(course.isSettled()).isTrue();
    assertThat(course.takeOwed()).isNull();
  }

  @Test
  void isSettledOnceWhatIsOwedIsForgiven() {
    course.owe(Verdict.PASS);
    course.forgive();
    assertThat(course.isSettled()).isTrue();
    assertThat(course.takeOwed()).isNull();
  }

  @Test
  void isDecidedOnce() {
    for (Consumer<RequestCourse> first : DECISIONS) {
      for (Consumer<RequestCourse> second : DECISIONS) {
        RequestCourse decided = new RequestCourse();
        first.accept(decided);
        assertThatThrownBy(() -> second.accept(decided)).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void isCompleteWithItsLastPiece() {
    course.came(false);
    assertThat(course.isComplete()).isFalse();
    course.came(true);
    assertThat(course.isComplete()).isTrue();
    course.came(false);
    assertThat(course.isComplete()).isTrue();
  }

  @Test
  void isTooLongWhenMoreThanAMebibyteWasDiscarded() {
    course.discard(1 << 19);
    course.discard(1 << 19);
    assertThat(course.isTooLong()).isFalse();
    course.discard(1);
    assertThat(course.isTooLong()).isTrue();
  }
}
