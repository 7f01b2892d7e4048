package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Direction;
import io.galopin.api.Failure;
import org.junit.jupiter.api.Test;

class TestSessionTest {

  private final TestSession session = TestSession.of(new LineProtocol());

  @Test
  void tellsMessagesWithTheirLengths() {
    session.client("one\ntwo\n").backend("1\n");

    assertThat(session.seen())
        .containsExactly("> line", ">| 4", "> line", ">| 4", "< line", "<| 2");
    assertThat(session.toBackend()).isEqualTo("one\ntwo\n");
    assertThat(session.toClient()).isEqualTo("1\n");
    session.close();
  }

  @Test
  void keepsWhatIsNotCutYet() {
    session.client("one\nt");
    assertThat(session.waiting(Direction.UPSTREAM)).isEqualTo("t");

    session.client("wo\n");
    assertThat(session.waiting(Direction.UPSTREAM)).isEmpty();
    session.close();
  }

  @Test
  void passesTheRestWhenASideEnds() {
    session.client("on").clientEnds().backendEnds();

    assertThat(session.seen()).containsExactly("> pass 2");
    assertThat(session.toBackend()).isEqualTo("on");
    session.close();
  }

  @Test
  void asksNothingMoreAfterARefusal() {
    session.client("one\n").backend("1\n2\n").client("two\n");

    assertThat(session.refused()).hasValue("a line that nobody asked for");
    assertThat(session.toBackend()).isEqualTo("one\n");
    session.close();
  }

  @Test
  void rendersAFailureOfTheNewestRequest() {
    assertThat(session.client("one\n").rendered(Failure.ERROR)).isEqualTo("error\n");
    session.close();
  }

  @Test
  void failsRequestsInTheirTurn() {
    session.client("one\n").failing(Failure.ERROR, "line"::equals).client("two\n");
    assertThat(session.toBackend()).isEqualTo("one\n");
    assertThat(session.toClient()).isEmpty();

    session.backend("1\n");
    assertThat(session.toClient()).isEqualTo("1\nerror\n");
    assertThat(session.seen())
        .containsExactly("> line", ">| 4", "> line", ">| 4", "! error", "< line", "<| 2");
    session.close();
  }

  @Test
  void failsRequestsThatAreDone() {
    session.failingAtReply(Failure.ERROR, "line"::equals).client("one\n").backend("1\n");

    assertThat(session.toBackend()).isEqualTo("one\n");
    assertThat(session.toClient()).isEqualTo("error\n");
    session.close();
  }

  @Test
  void knowsOnlyDeclaredAttributes() {
    session.client("one\n");

    assertThatThrownBy(() -> session.attribute("line.length"))
        .hasMessage("attribute: line.length (expected: one of [])");
    session.close();
  }

  @Test
  void takesLinesInPieces() {
    Dialogue dialogue = Dialogue.start().client("one\n").backend("1\n");

    assertThat(dialogue.inPieces(3))
        .isEqualTo(Dialogue.start().client("one").client("\n").backend("1\n"));
    assertThatThrownBy(() -> dialogue.inPieces(0)).hasMessage("size: 0 (expected: 1 or more)");
  }

  @Test
  void takesOneCharacterForEachByte() {
    assertThatThrownBy(() -> Dialogue.start().client("\u20ac"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: one character for each byte");
  }
}
