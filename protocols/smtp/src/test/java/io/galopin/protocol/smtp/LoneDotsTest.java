package io.galopin.protocol.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What it finds is what looking at each byte finds. */
class LoneDotsTest {

  private static final byte[] TELLING = {'\r', '\n', '.', '.', 'a', (byte) 0x8D, (byte) 0xAE, 0};

  private static boolean isLineEnd(byte value) {
    return value == '\r' || value == '\n';
  }

  private static int one(byte[] bytes, int from, boolean behindLineEnd) {
    for (int at = from; at < bytes.length; at++) {
      boolean behind = at == from ? behindLineEnd : isLineEnd(bytes[at - 1]);
      boolean before = at + 1 == bytes.length || isLineEnd(bytes[at + 1]);
      if (bytes[at] == '.' && behind && before) {
        return at;
      }
    }
    return -1;
  }

  @Test
  void findsTheFirstWhereverItStands() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      int kinds = 2 + random.nextInt(TELLING.length - 1);
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = TELLING[TELLING.length - 1 - random.nextInt(kinds)];
      }
      if (bytes.length > 3 && random.nextBoolean()) {
        int at = random.nextInt(bytes.length - 2);
        bytes[at] = '\n';
        bytes[at + 1] = '.';
        bytes[at + 2] = '\r';
      }
      ByteBuf in = Unpooled.wrappedBuffer(bytes);
      int from = random.nextInt(bytes.length + 1);
      for (boolean behind : new boolean[] {false, true}) {
        assertThat(LoneDots.find(in, from, bytes.length, behind))
            .isEqualTo(one(bytes, from, behind));
      }
    }
  }

  @Test
  void findsAllOfThem() {
    byte[] bytes = "\r\n.\r\n..\r\n.\n.\r.".getBytes(US_ASCII);
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    StringBuilder found = new StringBuilder();
    for (int at = LoneDots.find(in, 0, bytes.length, false);
        at >= 0;
        at = LoneDots.find(in, at + 1, bytes.length, false)) {
      found.append(at).append(' ');
    }
    assertThat(found).hasToString("2 9 11 13 ");
  }
}
