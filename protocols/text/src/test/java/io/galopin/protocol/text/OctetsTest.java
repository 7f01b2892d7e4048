package io.galopin.protocol.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OctetsTest {

  /** The text with a byte before and behind it that is none of it. */
  private static ByteBuf amid(String text) {
    return Unpooled.copiedBuffer("7" + text + "7", ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "12, 12",
    "007, 7",
    "999999999999999999, 999999999999999999",
    "0000000000000000000000012, 12",
    "1000000000000000000, -1",
    "'', -1",
    "-1, -1",
    "+1, -1",
    "1a, -1",
    "1:, -1",
    "1/, -1"
  })
  void readsDecimalNumbersThatFit(String text, long number) {
    assertThat(Octets.decimal(amid(text), 1, 1 + text.length())).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "0123456789, true", "'', false", "1x, false", "/, false", ":, false"})
  void knowsDigits(String text, boolean digits) {
    assertThat(Octets.areDigits(amid(text), 1, 1 + text.length())).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "get, get, true, true, true, true",
    "GET, get, false, false, false, true",
    "gets, get, false, true, true, false",
    "ge, get, false, true, false, false",
    "'', get, false, true, false, false",
    "get, '', false, true, true, false",
    "g\u00e4t, get, false, false, false, false",
    "[, {, false, false, false, false",
    "@, `, false, false, false, false"
  })
  void compares(
      String given, String text, boolean are, boolean begin, boolean startWith, boolean anyCase) {
    ByteBuf in = amid(given);
    int to = 1 + given.length();

    assertThat(Octets.are(in, 1, to, text)).isEqualTo(are);
    assertThat(Octets.begin(in, 1, to, text)).isEqualTo(begin);
    assertThat(Octets.startWith(in, 1, to, text)).isEqualTo(startWith);
    assertThat(Octets.areAnyCase(in, 1, to, text)).isEqualTo(anyCase);
  }

  @ParameterizedTest
  @CsvSource({
    "gzip chunked, true",
    "gzip CHUNKED, true",
    "chunke, false",
    "xchunkedx, true",
    "'', false"
  })
  void findsAWordInWhateverCase(String given, boolean there) {
    assertThat(Octets.haveAnyCase(amid(given), 1, 1 + given.length(), "chunked")).isEqualTo(there);
  }

  @Test
  void doesNotLookBehindTheBytesForAWord() {
    assertThat(Octets.haveAnyCase(amid("ab"), 1, 2, "ab")).isFalse();
  }

  @Test
  void skipsSpacesAndTabs() {
    ByteBuf in = Unpooled.copiedBuffer("  \ta\t ", ISO_8859_1);

    assertThat(Octets.skipSpaces(in, 0, 6)).isEqualTo(2);
    assertThat(Octets.skipSpaces(in, 0, 1)).isEqualTo(1);
    assertThat(Octets.skipBlanks(in, 0, 6)).isEqualTo(3);
    assertThat(Octets.skipBlanks(in, 4, 6)).isEqualTo(6);
    assertThat(Octets.dropBlanks(in, 0, 6)).isEqualTo(4);
    assertThat(Octets.dropBlanks(in, 4, 6)).isEqualTo(4);
  }
}
