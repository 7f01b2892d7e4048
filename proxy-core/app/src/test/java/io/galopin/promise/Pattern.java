package io.galopin.promise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.CRC32;

/** A long sequence of bytes that both ends know, and its checksum. */
final class Pattern {

  private static final byte[] BLOCK = new byte[1 << 20];

  static {
    new Random(1).nextBytes(BLOCK);
  }

  private Pattern() {}

  static void write(long count, OutputStream out) throws IOException {
    for (long left = count; left > 0; left -= BLOCK.length) {
      out.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
    }
  }

  static long checksum(long count) {
    CRC32 sum = new CRC32();
    for (long left = count; left > 0; left -= BLOCK.length) {
      sum.update(BLOCK, 0, (int) Math.min(left, BLOCK.length));
    }
    return sum.getValue();
  }

  /** The checksum of all that can be read. */
  static long checksum(InputStream in) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sum.update(buffer, 0, n);
    }
    return sum.getValue();
  }

  /** The sequence as a stream. */
  static InputStream stream(long count) {
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        return position < count ? BLOCK[(int) (position++ % BLOCK.length)] & 0xFF : -1;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        if (position == count) {
          return -1;
        }
        int from = (int) (position % BLOCK.length);
        int n = (int) Math.min(Math.min(length, BLOCK.length - from), count - position);
        System.arraycopy(BLOCK, from, target, offset, n);
        position += n;
        return n;
      }
    };
  }
}
