package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests a layer, alone and below a protocol. */
class LayerTest {

  private final FromLayer layer = new FromLayer();

  @Test
  void aLayerKeepsToTheContractOfProtocols() {
    ProtocolContract.check(layer, Dialogue.start().client("FROM joe\nmore").backend("and more"));
  }

  @Test
  void bothAreSeenInOrder() {
    try (TestSession session = TestSession.above(layer, new GreetedLines())) {
      session.client("FROM joe\n").backend("welcome\n").client("a\nb\n").backend("1\n2\n");

      assertThat(session.seen())
          .containsExactly(
              "> FROM joe, no reply",
              ">| 9",
              "> hello",
              "< line",
              "<| 8",
              "> line",
              ">| 2",
              "> line",
              ">| 2",
              "< line",
              "<| 2",
              "< line",
              "<| 2");
      assertThat(session.toBackend()).isEqualTo("FROM joe\na\nb\n");
      assertThat(session.toClient()).isEqualTo("welcome\n1\n2\n");
    }
  }

  @Test
  void eachSplitIsSeenAlike() {
    try (TestSession whole = TestSession.above(layer, new GreetedLines());
        TestSession pieces = TestSession.above(layer, new GreetedLines())) {
      whole.client("FROM joe\na\n").backend("welcome\n1\n");
      "FROM joe\na\n".chars().forEach(each -> pieces.client(String.valueOf((char) each)));
      "welcome\n1\n".chars().forEach(each -> pieces.backend(String.valueOf((char) each)));

      assertThat(pieces.seen()).isEqualTo(whole.seen());
    }
  }

  @Test
  void itsOpeningCanFail() {
    try (TestSession session = TestSession.failingOpening(layer, Map.of(), Failure.ERROR)) {
      session.client("FROM joe\n");

      assertThat(session.toBackend()).isEmpty();
      assertThat(session.toClient()).isEqualTo("NO\n");
    }
  }
}
