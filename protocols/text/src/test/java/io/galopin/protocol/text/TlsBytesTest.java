package io.galopin.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class TlsBytesTest {

  private static ByteBuf bytes(int... values) {
    ByteBuf bytes = Unpooled.buffer();
    for (int value : values) {
      bytes.writeByte(value);
    }
    return bytes;
  }

  @Test
  void knowsTheFirstTwoBytes() {
    assertThat(TlsBytes.begin(bytes(0x16, 3), 0)).isTrue();
    assertThat(TlsBytes.begin(bytes(0, 0x16, 3, 1), 1)).isTrue();
    assertThat(TlsBytes.begin(bytes(0x16), 0)).isFalse();
    assertThat(TlsBytes.begin(bytes(0x16, 2), 0)).isFalse();
    assertThat(TlsBytes.begin(bytes(0x17, 3), 0)).isFalse();
  }

  @Test
  void theFirstByteMayBeOne() {
    assertThat(TlsBytes.mayBegin(bytes(0x16), 0)).isTrue();
    assertThat(TlsBytes.mayBegin(bytes('G'), 0)).isFalse();
  }

  @Test
  void theReasonNamesTheWayOut() {
    assertThat(TlsBytes.refusal("plain HTTP"))
        .isEqualTo(
            "this looks like TLS, but plain HTTP is expected here (--protocol tls takes TLS)");
  }
}
