package io.galopin.protocol.memcache;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private final Tokens tokens = new Tokens();

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, US_ASCII);
  }

  /** The words of a head, with their places. */
  private List<String> words(ByteBuf head) {
    List<String> words = new ArrayList<>();
    tokens.begin(head);
    while (tokens.next()) {
      words.add(tokens.text() + " " + tokens.from() + "-" + tokens.to());
    }
    assertThat(tokens.length()).isZero();
    assertThat(tokens.next()).isFalse();
    return words;
  }

  private Tokens at(String word) {
    tokens.begin(bytes("x " + word + " y\r\n"));
    assertThat(tokens.next()).isTrue();
    assertThat(tokens.next()).isTrue();
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"get  a bc ", "get  a bc \n", "get  a bc \r\n", "get  a bc \r\nnext line"})
  void wordsAreSeparatedBySpacesAndEndWithTheLine(String head) {
    assertThat(words(bytes(head))).containsExactly("get 0-3", "a 5-6", "bc 7-9");
  }

  @Test
  void anEmptyLineHasNoWord() {
    assertThat(words(bytes("\n"))).isEmpty();
    assertThat(words(bytes("  \r\n"))).isEmpty();
    assertThat(words(bytes(""))).isEmpty();
  }

  @Test
  void aLineMayBeginAnywhere() {
    assertThat(words(bytes("skip get\nx").skipBytes(4))).containsExactly("get 5-8");
    assertThat(words(bytes("a\n\n").skipBytes(2))).isEmpty();
    assertThat(words(bytes("ab\nnext"))).containsExactly("ab 0-2");
    ByteBuf line = bytes("first\r\nmg key\r\n");
    tokens.begin(line, 7, 14);
    assertThat(tokens.next()).isTrue();
    assertThat(tokens.is("mg")).isTrue();
    assertThat(tokens.is("m")).isFalse();
    assertThat(tokens.first()).isEqualTo((byte) 'm');
    assertThat(tokens.next()).isTrue();
    assertThat(tokens.bytes(tokens.from(), tokens.to()).toString()).isEqualTo("key");
    assertThat(tokens.next()).isFalse();
  }

  @Test
  void forgetsItsLine() {
    tokens.begin(bytes("get a"));
    tokens.end();
    tokens.begin(bytes("x"));
    assertThat(tokens.next()).isTrue();
    assertThat(tokens.text()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "18446744073709551615, true",
    "18446744073709551616, false",
    "99999999999999999999, false",
    "00000000000000000001, true",
    "000000000000000000001, false",
    "1x, false",
    "-1, false"
  })
  void knowsUnsignedNumbersOf64Bits(String word, boolean is) {
    assertThat(at(word).isUnsigned()).isEqualTo(is);
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "+5, true",
    "-1, true",
    "9223372036854775807, true",
    "+9223372036854775807, true",
    "9223372036854775808, false",
    "-9223372036854775808, true",
    "-9223372036854775809, false",
    "10000000000000000000, false",
    "-, false",
    "+, false",
    "1-, false"
  })
  void knowsTimes(String word, boolean is) {
    assertThat(at(word).isTime()).isEqualTo(is);
  }

  @Test
  void readsNumbersOfEighteenDigits() {
    assertThat(at("123").number()).isEqualTo(123);
    assertThat(at("999999999999999999").number()).isEqualTo(999_999_999_999_999_999L);
    assertThat(at("0999999999999999999").number()).isEqualTo(Octets.NO_NUMBER);
    assertThat(at("12x").number()).isEqualTo(Octets.NO_NUMBER);
  }

  @Test
  void comparesWhatFollowsTheFirstByte() {
    AsciiString key = new AsciiString("key");
    assertThat(at("kkey").restIs(key)).isTrue();
    assertThat(at("kkex").restIs(key)).isFalse();
    assertThat(at("kkeyy").restIs(key)).isFalse();
    assertThat(at("kxey").restIs(key)).isFalse();
    assertThat(at("k").restIs(key)).isFalse();
  }
}
