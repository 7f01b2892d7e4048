package io.galopin.protocol.redis.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.sockets.ByteClient;
import java.io.IOException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Tests that a value of 100 MB streams through, both ways. */
class LargeValueTest {

  private static final int BLOCK = 1_000_000;
  private static final int BLOCKS = 100;
  private static final int LENGTH = BLOCK * BLOCKS;

  @Test
  void streamsThrough() throws Exception {
    try (RedisBackend server = RedisBackend.start();
        Front front = Front.passing(server.address());
        ByteClient wire = new ByteClient(front.port())) {
      CRC32 written = new CRC32();
      wire.say("*3\r\n$3\r\nSET\r\n$3\r\nbig\r\n$" + LENGTH + "\r\n");
      byte[] block = new byte[BLOCK];
      for (int i = 0; i < BLOCKS; i++) {
        fill(block, i);
        written.update(block);
        wire.out().write(block);
      }
      assertThat(wire.say("\r\n").readTo("\r\n")).isEqualTo("+OK\r\n");

      wire.say("GET big\r\n").readTo("$" + LENGTH + "\r\n");
      assertThat(checksum(wire)).isEqualTo(written.getValue());
      assertThat(wire.say("PING\r\n").readTo("PONG\r\n")).isEqualTo("\r\n+PONG\r\n");
      assertThat(front.requests).containsExactly("SET big", "GET big", "PING");
    }
  }

  private static long checksum(ByteClient wire) throws IOException {
    CRC32 read = new CRC32();
    for (int i = 0; i < BLOCKS; i++) {
      read.update(wire.in().readNBytes(BLOCK));
    }
    return read.getValue();
  }

  private static void fill(byte[] block, int number) {
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i * 31 + number);
    }
  }
}
