package io.galopin.protocol.http;

import io.galopin.protocol.text.Octets;
import io.galopin.protocol.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names requests in the journal: method and target. Leaves out the parts that can hold secrets
 * (user names and queries) and escapes bytes that are not printable ASCII as {@code \x1b}.
 */
final class Label {

  private static final String HIDDEN_QUERY = "?" + Printable.ELLIPSIS;
  private static final ByteProcessor PRINTABLE = Printable::is;

  private Label() {}

  static String of(ByteBuf in, int method, int methodEnd, int target, int targetEnd) {
    boolean path = in.getByte(target) == '/';
    int authority = path ? target : authority(in, target, targetEnd);
    int shown = path ? target : afterUser(in, authority, targetEnd);
    int query = in.indexOf(shown, targetEnd, (byte) '?');
    int end = query < 0 ? targetEnd : query;
    if (path
        && end - method <= Printable.MOST - HIDDEN_QUERY.length()
        && in.forEachByte(target, end - target, PRINTABLE) < 0) {
      // The common case: the bytes can be shown as they are.
      String plain = in.toString(method, end - method, StandardCharsets.ISO_8859_1);
      return query < 0 ? plain : plain + HIDDEN_QUERY;
    }
    Printable label = new Printable();
    label.append(in, method, methodEnd).append(' ');
    label.append(in, target, authority).append(in, shown, end);
    if (query >= 0) {
      label.append('?').append(Printable.ELLIPSIS);
    }
    return label.toString();
  }

  /** Returns method and target as they came; null if {@code label} is the same. */
  static @Nullable String unabridged(String label, ByteBuf head) {
    int from = head.forEachByte(ByteProcessor.FIND_NON_CRLF);
    int methodEnd = head.indexOf(from, head.writerIndex(), (byte) ' ');
    int targetEnd = head.indexOf(methodEnd + 1, head.writerIndex(), (byte) ' ');
    return Octets.are(head, from, targetEnd, label)
        ? null
        : head.toString(from, targetEnd - from, StandardCharsets.ISO_8859_1);
  }

  /** Returns the start of the authority in a target that is not a path. */
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
}
