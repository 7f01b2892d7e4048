package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Failure;
import io.galopin.testkit.LineProtocol.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolContractTest {

  private static final Dialogue LINES =
      Dialogue.start().client("one\ntwo\n").backend("1\n2\n").client("three\n").backend("3\n");

  @Test
  void acceptsWhatIsAsItShouldBe() {
    assertThatCode(() -> ProtocolContract.check(new LineProtocol(), LINES))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "LINES_THAT_COME_WHOLE_ONLY, byte by byte: ",
    "LINES_WITHOUT_AN_END, line: more is expected after 1048576 bytes",
    "A_BUFFER_THAT_IS_KEPT, bytes of buffers were not released",
    "AN_INDEX_THAT_IS_MOVED, line failed in cutRequest: moved the indices of the bytes",
    "MORE_BYTES_THAN_THERE_ARE, said REQUEST of 9 bytes (expected: 1 to 8)",
    "AN_ABSOLUTE_INDEX, said REQUEST of 7 bytes (expected: 1 to 1)",
    "HALF_A_REPLY, failure error: \"error\" is no whole reply"
  })
  void refuses(Fault fault, String sentence) {
    assertThatThrownBy(() -> ProtocolContract.check(new LineProtocol(fault), LINES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(sentence);
  }

  private static final Dialogue GREETED =
      Dialogue.start().backend("hi\n").client("one\n").backend("!news\n1\n!more\n");

  @Test
  void acceptsAnOpening() {
    assertThatCode(() -> ProtocolContract.check(new GreetedLines(), GREETED))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAnOpeningThatTheFactoryDoesNotTellOf() {
    assertThatThrownBy(() -> ProtocolContract.check(new GreetedLines(false), GREETED))
        .hasMessage("greeted: hasOpening() is false, but a dialogue begins with an opening");
  }

  @Test
  void seesOpeningsAndNotices() {
    Script.of("greeted")
        .backend("hi\n")
        .client("one\n")
        .backend("!news\n1\n")
        .sees("> hello", "< line", "<| 3", "> line", ">| 4", "< notice news, 6", "< line", "<| 2")
        .check(new GreetedLines(), Map.of());
  }

  @Test
  void anOpeningFailsBeforeTheBackendIsReached() {
    try (TestSession session =
        TestSession.failingOpening(new GreetedLines(), Map.of(), Failure.ERROR)) {
      session.client("one\n");

      assertThat(session.seen()).containsExactly("> hello", "! error");
      assertThat(session.toClient()).isEqualTo("error\n");
      assertThat(session.toBackend()).isEmpty();
    }
  }

  @Test
  void refusesADialogueWithoutItsEnd() {
    Dialogue open = Dialogue.start().client("one\ntw");

    assertThatThrownBy(() -> ProtocolContract.check(new LineProtocol(), open))
        .hasMessageContaining("upstream: more is expected after \"tw\"");
  }

  @Test
  void refusesADialogueThatBreaksTheProtocol() {
    Dialogue unasked = Dialogue.start().client("one\n").backend("1\n2\n");

    assertThatThrownBy(() -> ProtocolContract.check(new LineProtocol(), unasked))
        .hasMessageContaining("refused: a line that nobody asked for");
  }
}
