package io.galopin.engine.rule;

import java.nio.charset.StandardCharsets;

/**
 * The draws of one proxy. Each is a hash of the seed, the proxy's name, a connection, a purpose,
 * and an occasion. There is no generator whose state could depend on the order in which threads
 * draw.
 *
 * <p>The hash must never change, because recorded seeds must stay reproducible. Texts become words
 * by 64-bit FNV-1a over UTF-8. Words are folded in one after the other with the finalizer of
 * SplitMix64 (Steele, Lea, Flood: <i>Fast Splittable Pseudorandom Number Generators</i>, 2014).
 */
public final class Draws {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** How far a hash is shifted so that 24 bits remain. */
  private static final int DIGEST_DIGITS = 6;

  private final long proxy;

  private Draws(long proxy) {
    this.proxy = proxy;
  }

  /** Returns the draws of one proxy in a run with {@code seed}. */
  public static Draws of(long seed, String proxyName) {
    return new Draws(fold(fold(0, seed), word(proxyName)));
  }

  /**
   * Returns a number from 0 (inclusive) to 1 (exclusive) for one purpose in one exchange of a
   * connection.
   */
  public double number(long connection, String purpose, long exchange) {
    return (bits(connection, purpose, exchange) >>> 11) * 0x1.0p-53;
  }

  /** Returns a number from 0 (inclusive) to 1 (exclusive) for one toxic on a connection. */
  public double number(long connection, String purpose, String toxic) {
    return number(connection, purpose, word(toxic));
  }

  /** Returns {@code count} bytes for one purpose in one exchange of a connection. */
  public byte[] bytes(long connection, String purpose, long exchange, int count) {
    long base = bits(connection, purpose, exchange);
    byte[] bytes = new byte[count];
    long bits = 0;
    for (int i = 0; i < count; i++, bits >>>= 8) {
      if (i % Long.BYTES == 0) {
        bits = fold(base, i / Long.BYTES);
      }
      bytes[i] = (byte) bits;
    }
    return bytes;
  }

  /**
   * Returns six hexadecimal digits for a text that must not be shown: enough to distinguish two
   * texts, too few to confirm a guessed one. They depend on the seed.
   */
  public String digest(String text) {
    long bits = fold(fold(proxy, word("digest")), word(text));
    // By hand, as a formatter takes longer than all the rest that an exchange is told with.
    byte[] digits = new byte[DIGEST_DIGITS];
    for (int i = 0; i < DIGEST_DIGITS; i++) {
      digits[i] = (byte) Character.forDigit((int) (bits >>> (60 - 4 * i)) & 0xf, 16);
    }
    return new String(digits, StandardCharsets.US_ASCII);
  }

  private long bits(long connection, String purpose, long occasion) {
    return fold(fold(fold(proxy, connection), word(purpose)), occasion);
  }

  private static long fold(long state, long word) {
    long z = (state ^ word) + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns the hash of a text as a key for draws. */
  public static long word(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return word(text.getBytes(StandardCharsets.UTF_8));
      }
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }

  private static long word(byte[] utf8) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : utf8) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }
}
