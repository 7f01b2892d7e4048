package io.galopin.journal.exchange;

import io.galopin.engine.socket.Address;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The text of JSON objects in UTF-8, put together by hand: exchanges are many, and a general writer
 * takes several times as long. Texts are escaped as Jackson escapes them. Used by one thread at a
 * time.
 */
public final class LineText {

  private static final int USUAL = 512;

  /** A text that is longer does not keep its memory. */
  private static final int MOST_KEPT = 64 * 1024;

  /** Bytes for one character at most: those of an escape. */
  private static final int MOST_FOR_ONE = 6;

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_PRINTABLE = ' ';
  private static final int MICROS_PER_MILLI = 1_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int FIRST_OF_TWO_BYTES = 0x80;
  private static final int FIRST_OF_THREE_BYTES = 0x800;

  /** Digits of the largest number. */
  private static final int LONGEST = 19;

  private byte[] bytes = new byte[USUAL];
  private int length;

  /** Begins without any text. */
  public LineText() {}

  /** Returns the number of bytes. */
  public int length() {
    return length;
  }

  /** Begins anew. */
  public void clear() {
    length = 0;
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[USUAL];
    }
  }

  /** Copies all bytes to a place in {@code to}. */
  public void copyTo(byte[] to, int at) {
    System.arraycopy(bytes, 0, to, at, length);
  }

  /** Returns what begins a field that is no text: a comma, its name, and a colon. */
  static byte[] key(String field) {
    return (",\"" + field + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns what begins a field with a text: the same and a quotation mark. */
  static byte[] textKey(String field) {
    return (",\"" + field + "\":\"").getBytes(StandardCharsets.US_ASCII);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  private void append(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  /** Appends bytes as they are. */
  private void append(byte[] more) {
    append(more, 0);
  }

  private void append(byte[] more, int from) {
    int size = more.length - from;
    ensure(size);
    System.arraycopy(more, from, bytes, length, size);
    length += size;
  }

  /** Appends a number of 0 or more with at least so many digits. */
  private void digits(long number, int width) {
    ensure(LONGEST);
    int size = 1;
    for (long next = 10; number >= next && size < LONGEST; next *= 10) {
      size++;
    }
    size = Math.max(size, width);
    long left = number;
    for (int at = length + size - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    length += size;
  }

  /** Begins an object, the first one or one in an array. */
  LineText begin() {
    byte last = length == 0 ? (byte) '[' : bytes[length - 1];
    if (last != '[' && last != '\n') {
      append(',');
    }
    append('{');
    return this;
  }

  /** Ends a line. */
  LineText endLine() {
    append('\n');
    return this;
  }

  /** Ends an object. */
  LineText end() {
    append('}');
    return this;
  }

  private void name(byte[] key) {
    append(key, bytes[length - 1] == '{' ? 1 : 0);
  }

  /**
   * Appends a field with a text.
   *
   * @param key from {@link #textKey}, as for all texts, times, and addresses
   */
  LineText field(byte[] key, String value) {
    name(key);
    escape(value);
    append('"');
    return this;
  }

  /** Appends a field, unless the text is empty. */
  LineText fieldIfAny(byte[] key, String value) {
    return value.isEmpty() ? this : field(key, value);
  }

  /** Appends a field with a number. */
  LineText field(byte[] key, long value) {
    name(key);
    if (value < 0) {
      append(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    } else {
      digits(value, 1);
    }
    return this;
  }

  /** Appends a field that is true or false. */
  LineText field(byte[] key, boolean value) {
    name(key);
    escape(value ? "true" : "false");
    return this;
  }

  /** Appends a field with a time, with microseconds. */
  LineText time(byte[] key, Instant value) {
    name(key);
    byte[] second = Stamp.upToFraction(value.getEpochSecond());
    int nanos = value.getNano();
    if (second == null) {
      escape(value.toString());
    } else {
      append(second);
      digits(nanos / NANOS_PER_MICRO, 6);
      append('Z');
    }
    append('"');
    return this;
  }

  /**
   * Appends a field with nanoseconds as milliseconds with three decimals, unless they are not
   * known.
   */
  LineText millisIfAny(byte[] key, long nanos) {
    if (nanos >= 0) {
      name(key);
      long micros = nanos / NANOS_PER_MICRO;
      digits(micros / MICROS_PER_MILLI, 1);
      append('.');
      digits(micros % MICROS_PER_MILLI, 3);
    }
    return this;
  }

  /** Appends a field with an address. */
  LineText address(byte[] key, InetSocketAddress value) {
    name(key);
    if (value.getAddress() instanceof Inet4Address address) {
      byte[] parts = address.getAddress();
      for (int i = 0; i < parts.length; i++) {
        if (i > 0) {
          append('.');
        }
        digits(parts[i] & 0xff, 1);
      }
      append(':');
      digits(value.getPort(), 1);
    } else {
      escape(Address.of(value).toString());
    }
    append('"');
    return this;
  }

  /** Begins a field with an array. */
  LineText beginArray(byte[] key) {
    name(key);
    append('[');
    return this;
  }

  /** Ends an array. */
  LineText endArray() {
    append(']');
    return this;
  }

  /** Appends a text that may need escapes. Nearly none does. */
  private void escape(String value) {
    int size = value.length();
    ensure(size);
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < size; i++) {
      char each = value.charAt(i);
      if (each < FIRST_PRINTABLE || each >= FIRST_OF_TWO_BYTES || each == '"' || each == '\\') {
        length = at;
        escapeFrom(value, i);
        return;
      }
      to[at++] = (byte) each;
    }
    length = at;
  }

  private void escapeFrom(String value, int from) {
    ensure(Math.multiplyExact(MOST_FOR_ONE, value.length() - from));
    for (int i = from; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each < FIRST_PRINTABLE || each == '"' || each == '\\' || Character.isSurrogate(each)) {
        escape(each);
      } else if (each < FIRST_OF_TWO_BYTES) {
        bytes[length++] = (byte) each;
      } else if (each < FIRST_OF_THREE_BYTES) {
        bytes[length++] = (byte) (0xc0 | (each >> 6));
        bytes[length++] = (byte) (0x80 | (each & 0x3f));
      } else {
        bytes[length++] = (byte) (0xe0 | (each >> 12));
        bytes[length++] = (byte) (0x80 | ((each >> 6) & 0x3f));
        bytes[length++] = (byte) (0x80 | (each & 0x3f));
      }
    }
  }

  private void escape(char each) {
    append('\\');
    switch (each) {
      case '"', '\\' -> append(each);
      case '\b' -> append('b');
      case '\t' -> append('t');
      case '\n' -> append('n');
      case '\f' -> append('f');
      case '\r' -> append('r');
      default -> {
        append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          append((char) HEX[(each >> shift) & 0xf]);
        }
      }
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
