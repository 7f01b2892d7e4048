package io.galopin.protocol.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class PrintableTest {

  private static String shown(String text) {
    ByteBuf in = Unpooled.copiedBuffer(text, ISO_8859_1);
    return new Printable().append(in, 0, in.writerIndex()).toString();
  }

  @Test
  void escapesBytesThatAreNotPrintable() {
    assertThat(shown("get \u001b[31m\u00e4~\u007f")).isEqualTo("get \\x1b[31m\\xe4~\\x7f");
  }

  @Test
  void appendsTheBytesBetweenTwoPlaces() {
    ByteBuf in = Unpooled.copiedBuffer("abcd", ISO_8859_1);

    assertThat(new Printable().append('<').append(in, 1, 3).append('>')).hasToString("<bc>");
  }

  @Test
  void cutsWhatIsLong() {
    assertThat(shown("k".repeat(200))).isEqualTo("k".repeat(200));
    assertThat(shown("k".repeat(201))).isEqualTo("k".repeat(200) + "…");
    assertThat(shown("k".repeat(9_000))).isEqualTo("k".repeat(200) + "…");
  }

  @Test
  void escapesCharactersThatAreNotPrintable() {
    assertThat(Printable.of("get \u001b[31m\u00e4")).isEqualTo("get \\u001b[31m\\u00e4");
  }

  @Test
  void cutsNoEscapeOfACharacter() {
    assertThat(Printable.of("k".repeat(200))).isEqualTo("k".repeat(200));
    assertThat(Printable.of("k".repeat(201))).isEqualTo("k".repeat(200) + "…");
    assertThat(Printable.of("k".repeat(195) + "\u001bx")).isEqualTo("k".repeat(195) + "…");
    assertThat(Printable.of("k".repeat(194) + "\u001b")).isEqualTo("k".repeat(194) + "\\u001b");
  }
}
