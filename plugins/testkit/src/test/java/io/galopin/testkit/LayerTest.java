package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  private static void check(FromLayer layer, String opening) {
    LayerContract.check(
        layer,
        Dialogue.start().client(opening),
        new GreetedLines(),
        Dialogue.start().backend("welcome\n").client("a\nb\n").backend("1\n2\n"));
  }

  @Test
  void keepsToTheContractOfLayers() {
    check(layer, "FROM joe\n");
  }

  @Test
  void aLayerThatNeverHandsOverBreaksTheContract() {
    assertThatThrownBy(() -> check(new FromLayer(false), "FROM joe\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("opened a connection again");
  }

  @Test
  void aLayerThatHandsOverTooEarlyBreaksTheContract() {
    assertThatThrownBy(() -> check(layer, "FROM joe\nmore\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("from and then above it: ");
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
