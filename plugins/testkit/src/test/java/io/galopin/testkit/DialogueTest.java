package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DialogueTest {

  private static Dialogue byTurns(Direction first, String said) {
    return Dialogue.start().byTurns(first, said.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void bothSidesSpeakByTurns() {
    assertThat(byTurns(Direction.UPSTREAM, "a<|>b<|><|>\u00ff"))
        .isEqualTo(Dialogue.start().client("a").backend("b").backend("\u00ff"));
    assertThat(byTurns(Direction.DOWNSTREAM, "a<|>b"))
        .isEqualTo(Dialogue.start().backend("a").client("b"));
    assertThat(byTurns(Direction.UPSTREAM, "")).isEqualTo(Dialogue.start());
  }

  @Test
  void afterTwelveTurnsTheRestIsOfTheLast() {
    Dialogue dialogue = byTurns(Direction.UPSTREAM, "a<|>".repeat(12) + "z");
    assertThat(dialogue.lines()).hasSize(12);
    assertThat(dialogue.lines().get(11))
        .isEqualTo(new Dialogue.Line(Direction.DOWNSTREAM, "a<|>z"));
  }
}
