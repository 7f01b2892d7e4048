package io.galopin.journal.exchange;

import io.galopin.engine.socket.Address;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * The text of a JSON object, put together by hand: exchanges are many, and a general writer takes
 * several times as long. Texts are escaped as Jackson escapes them.
 */
final class LineText {

  private static final int USUAL = 384;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final int FIRST_PRINTABLE = ' ';

  private final StringBuilder text;

  /** Begins a text of its own. */
  LineText() {
    this(new StringBuilder(USUAL));
  }

  /** Continues a text, which is empty or ends with a line. */
  LineText(StringBuilder text) {
    this.text = text;
  }

  /** Begins an object, the first one or one in an array. */
  LineText begin() {
    char last = text.isEmpty() ? '[' : text.charAt(text.length() - 1);
    text.append(last == '[' || last == '\n' ? "{" : ",{");
    return this;
  }

  /** Ends a line. */
  LineText endLine() {
    text.append('\n');
    return this;
  }

  /** Ends an object. */
  LineText end() {
    text.append('}');
    return this;
  }

  private StringBuilder name(String field) {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
    return text.append('"').append(field).append("\":");
  }

  /**
   * Appends a field with a text.
   *
   * @param field needs no escapes, as in all methods
   */
  LineText field(String field, String value) {
    name(field).append('"');
    escape(value);
    text.append('"');
    return this;
  }

  /** Appends a field, unless the text is empty. */
  LineText fieldIfAny(String field, String value) {
    return value.isEmpty() ? this : field(field, value);
  }

  /** Appends a field with a number. */
  LineText field(String field, long value) {
    name(field).append(value);
    return this;
  }

  /** Appends a field that is true or false. */
  LineText field(String field, boolean value) {
    name(field).append(value);
    return this;
  }

  /** Appends a field with a time. */
  LineText time(String field, Instant value) {
    name(field).append('"');
    Stamp.append(text, value);
    text.append('"');
    return this;
  }

  /** Appends a field with nanoseconds as milliseconds, unless they are not known. */
  LineText millisIfAny(String field, long nanos) {
    if (nanos >= 0) {
      name(field);
      Stamp.appendMillis(text, nanos);
    }
    return this;
  }

  /** Appends a field with an address. */
  LineText address(String field, InetSocketAddress value) {
    name(field).append('"');
    if (value.getAddress() instanceof Inet4Address address) {
      byte[] parts = address.getAddress();
      for (int i = 0; i < parts.length; i++) {
        text.append(i == 0 ? "" : ".").append(parts[i] & 0xff);
      }
      text.append(':').append(value.getPort());
    } else {
      escape(Address.of(value).toString());
    }
    text.append('"');
    return this;
  }

  /** Begins a field with an array. */
  LineText beginArray(String field) {
    name(field).append('[');
    return this;
  }

  /** Ends an array. */
  LineText endArray() {
    text.append(']');
    return this;
  }

  private void escape(String value) {
    int plain = plain(value, 0);
    if (plain == value.length()) {
      // Nearly all texts. To append them whole is much quicker than a part of them.
      text.append(value);
      return;
    }
    int begin = 0;
    while (plain < value.length()) {
      text.append(value, begin, plain);
      escape(value.charAt(plain));
      begin = plain + 1;
      plain = plain(value, begin);
    }
    text.append(value, begin, plain);
  }

  /** Returns where the first character is that must be escaped; the length if there is none. */
  private static int plain(String value, int from) {
    int at = from;
    while (at < value.length()) {
      char each = value.charAt(at);
      if (each < FIRST_PRINTABLE || each == '"' || each == '\\' || Character.isSurrogate(each)) {
        return at;
      }
      at++;
    }
    return at;
  }

  private void escape(char each) {
    text.append('\\');
    switch (each) {
      case '"', '\\' -> text.append(each);
      case '\b' -> text.append('b');
      case '\t' -> text.append('t');
      case '\n' -> text.append('n');
      case '\f' -> text.append('f');
      case '\r' -> text.append('r');
      default -> {
        text.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(HEX[each >> shift & 0xf]);
        }
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
