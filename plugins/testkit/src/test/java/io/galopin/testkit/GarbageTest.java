package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.testkit.LineProtocol.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GarbageTest {

  private static final Dialogue LINES =
      Dialogue.start().client("one\ntwo\n").backend("1\n2\n").client("three\n").backend("3\n");

  private static Garbage of(Fault fault) {
    return Garbage.of(new LineProtocol(fault), Map.of()).telling(" !\n").mostWaiting(64);
  }

  @Test
  void acceptsWhatGoesOnOrIsRefused() {
    Garbage garbage = of(Fault.NONE);

    assertThatCode(() -> garbage.checkMutants(LINES)).doesNotThrowAnyException();
    assertThatCode(() -> garbage.check(Dialogue.start().client("a".repeat(65) + "\n")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "A_BLANK_THAT_IS_LOST, (expected: what came)",
    "A_BYTE_THAT_IS_AN_EXCEPTION, java.lang.IllegalStateException: an exclamation",
    "LINES_THAT_COME_WHOLE_ONLY, '(expected, as of '"
  })
  void refusesMutants(Fault fault, String sentence) {
    assertThatThrownBy(() -> of(fault).checkMutants(LINES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void refusesALimitThatDependsOnThePieces() {
    Dialogue tooLong = Dialogue.start().client("a".repeat(65) + "\n");

    assertThatThrownBy(() -> of(Fault.A_LIMIT_FOR_PARTS).check(tooLong))
        .hasMessageContaining("[], the rest refused (expected, as of ")
        .hasMessageEndingWith("[> line, >| 66])");
  }

  @Test
  void refusesMoreBytesThanMayWait() {
    assertThatThrownBy(() -> of(Fault.NONE).mostWaiting(2).check(LINES))
        .hasMessageEndingWith("3 bytes wait (expected: 2 at most)");
  }
}
