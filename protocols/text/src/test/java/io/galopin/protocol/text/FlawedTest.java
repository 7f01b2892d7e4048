package io.galopin.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FlawedTest {

  private enum Flaw implements Flawed.Flaws {
    LONG_LINE;

    @Override
    public String sentence() {
      return "a line exceeds max-line";
    }
  }

  private enum Other implements Flawed.Flaws {
    NONE;

    @Override
    public String sentence() {
      return "";
    }
  }

  @Test
  void tellsTheFlawOfItsProtocol() {
    Flawed flawed = new Flawed(Flaw.LONG_LINE);

    assertThat(flawed.reason()).isEqualTo("a line exceeds max-line");
    assertThat(flawed.flaw(Flaw.class)).isEqualTo(Flaw.LONG_LINE);
    assertThatThrownBy(() -> flawed.flaw(Other.class)).isInstanceOf(ClassCastException.class);
  }
}
