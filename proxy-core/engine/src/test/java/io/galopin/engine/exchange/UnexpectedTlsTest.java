package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnexpectedTlsTest {

  private int found;
  private final UnexpectedTls tls = new UnexpectedTls(() -> found++);

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"160300", "160301020001", "160303", "160304"})
  void findsItInTheFirstBytes(String hex) {
    ByteBuf in = bytes(hex);
    assertThat(tls.look(in)).isNull();
    assertThat(found).isOne();
    assertThat(in.readerIndex()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"47", "474554", "15", "1601", "1602ff", "160305", "1603ff", "170303"})
  void looksNoMoreAtOtherBytes(String hex) {
    assertThat(tls.look(bytes(hex))).isNull();
    assertThat(found).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "16", "1603"})
  void looksAgainIfItMayBeTls(String hex) {
    assertThat(tls.look(bytes(hex))).isSameAs(tls);
    assertThat(found).isZero();
  }

  @Test
  void looksWhereTheReaderIs() {
    ByteBuf in = bytes("ffff160301");
    in.skipBytes(2);
    assertThat(tls.look(in)).isNull();
    assertThat(found).isOne();
  }
}
