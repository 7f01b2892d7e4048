package io.galopin.protocol.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How requests are named in the journal: method and target, without the places in which secrets are
 * kept (user names and queries), bytes that are not printable ASCII escaped as in {@code \x1b}.
 */
final class Label {

  private static final int MOST_CHARACTERS = 200;
  private static final char ELLIPSIS = '…';
  private static final String DIGITS = "0123456789abcdef";
  private static final String HIDDEN_QUERY = "?" + ELLIPSIS;
  private static final ByteProcessor PRINTABLE = Label::isPrintable;

  private final StringBuilder text = new StringBuilder(32);

  private Label() {}

  static String of(ByteBuf in, int method, int methodEnd, int target, int targetEnd) {
    boolean path = in.getByte(target) == '/';
    int authority = path ? target : authority(in, target, targetEnd);
    int shown = path ? target : afterUser(in, authority, targetEnd);
    int query = in.indexOf(shown, targetEnd, (byte) '?');
    int end = query < 0 ? targetEnd : query;
    if (path
        && end - method <= MOST_CHARACTERS - HIDDEN_QUERY.length()
        && in.forEachByte(target, end - target, PRINTABLE) < 0) {
      // As nearly all requests are: what is shown stands there.
      String plain = in.toString(method, end - method, StandardCharsets.ISO_8859_1);
      return query < 0 ? plain : plain + HIDDEN_QUERY;
    }
    Label label = new Label();
    label.append(in, method, methodEnd);
    label.append(' ');
    label.append(in, target, authority);
    label.append(in, shown, end);
    if (query >= 0) {
      label.append('?');
      label.append(ELLIPSIS);
    }
    return label.text.toString();
  }

  /** Method and target as they came; null if that is what {@code label} says. */
  static @Nullable String unabridged(String label, ByteBuf head) {
    int from = head.forEachByte(ByteProcessor.FIND_NON_CRLF);
    int methodEnd = head.indexOf(from, head.writerIndex(), (byte) ' ');
    int targetEnd = head.indexOf(methodEnd + 1, head.writerIndex(), (byte) ' ');
    String whole = head.toString(from, targetEnd - from, StandardCharsets.ISO_8859_1);
    return whole.equals(label) ? null : whole;
  }

  private static boolean isPrintable(byte value) {
    return value > ' ' && value < 0x7F;
  }

  /** Where the authority begins in a target that is no path. */
  private static int authority(ByteBuf in, int from, int to) {
    int colon = in.indexOf(from, to, (byte) ':');
    boolean absolute = colon >= 0 && to - colon >= 3 && Octets.begin(in, colon, to, "://");
    return absolute ? colon + 3 : from;
  }

  private static int afterUser(ByteBuf in, int authority, int to) {
    int after = authority;
    for (int i = authority; i < to; i++) {
      byte value = in.getByte(i);
      if (value == '/' || value == '?' || value == '#') {
        break;
      }
      if (value == '@') {
        after = i + 1;
      }
    }
    return after;
  }

  private void append(ByteBuf in, int from, int to) {
    for (int i = from; i < to && text.length() <= MOST_CHARACTERS; i++) {
      byte value = in.getByte(i);
      if (isPrintable(value)) {
        append((char) value);
      } else {
        append('\\');
        append('x');
        append(DIGITS.charAt(value >> 4 & 0xF));
        append(DIGITS.charAt(value & 0xF));
      }
    }
  }

  private void append(char character) {
    if (text.length() < MOST_CHARACTERS) {
      text.append(character);
    } else if (text.length() == MOST_CHARACTERS) {
      text.append(ELLIPSIS);
    }
  }
}
