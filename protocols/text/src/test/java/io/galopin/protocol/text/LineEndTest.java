package io.galopin.protocol.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineEndTest {

  private final LineEnd lineEnd = new LineEnd();

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, ISO_8859_1);
  }

  @Test
  void findsTheEndOfOneLineAfterTheOther() {
    ByteBuf in = bytes("ab\r\n\ncd\n");

    assertThat(lineEnd.find(in, 0, 10)).isEqualTo(3);
    assertThat(lineEnd.find(in, 4, 10)).isEqualTo(4);
    assertThat(lineEnd.find(in, 5, 10)).isEqualTo(7);
    assertThat(lineEnd.find(in, 8, 10)).isEqualTo(LineEnd.NOT_YET);
  }

  @Test
  void goesOnWhereItWasWhenBytesCome() {
    ByteBuf in = bytes("x");
    for (char next : "abc\r".toCharArray()) {
      in.writeByte(next);
      assertThat(lineEnd.find(in, 1, 10)).isEqualTo(LineEnd.NOT_YET);
    }
    // What has been looked at is not looked at again.
    in.setByte(1, '\n');
    in.writeByte('\n');

    assertThat(lineEnd.find(in, 1, 10)).isEqualTo(5);
  }

  @Test
  void theLineMayHaveMovedMeanwhile() {
    assertThat(lineEnd.find(bytes("...ab"), 3, 10)).isEqualTo(LineEnd.NOT_YET);
    assertThat(lineEnd.find(bytes("abc\n"), 0, 10)).isEqualTo(3);
  }

  @Test
  void theEndCountsAmongWhatALineMayHave() {
    assertThat(lineEnd.find(bytes("abc\n"), 0, 4)).isEqualTo(3);
    assertThat(lineEnd.find(bytes("abcd\n"), 0, 4)).isEqualTo(LineEnd.TOO_LONG);
  }

  @Test
  void itMayBeLongerThanAnyBuffer() {
    assertThat(lineEnd.find(bytes(".ab\n"), 1, Integer.MAX_VALUE)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void beginsAnewBehindALineThatIsTooLongOrForgotten(boolean tooLong) {
    assertThat(lineEnd.find(bytes("abcd"), 0, tooLong ? 4 : 5))
        .isEqualTo(tooLong ? LineEnd.TOO_LONG : LineEnd.NOT_YET);
    if (!tooLong) {
      lineEnd.forget();
    }

    assertThat(lineEnd.find(bytes("a\n"), 0, 4)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 2", "2, 3, 2", "3, 3, 3", "4, 4, 4", "5, 6, 6"})
  void theTextEndsBeforeCrLfOrLf(int from, int lf, int end) {
    assertThat(LineEnd.withoutCr(bytes("ab\r\n\nc\n"), from, lf)).isEqualTo(end);
  }
}
