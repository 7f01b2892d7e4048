package io.galopin.protocol.http;

import io.galopin.api.Attribute;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The values of attributes, read from the bytes of a head when a rule asks for them. */
final class Reading {

  private Reading() {}

  /**
   * A value of a request.
   *
   * @param head lent
   * @return null if it has none
   */
  static @Nullable Object ofRequest(Attribute attribute, String name, ByteBuf head) {
    Head lines = new Head(head);
    return switch (attribute.name()) {
      case "http.method" -> lines.text(lines.start(), lines.methodEnd());
      case "http.path" -> path(lines);
      case "http.query" -> parameter(lines, name);
      case "http.host" -> host(lines);
      case "http.header" -> lines.value(name.toLowerCase(Locale.ROOT));
      default -> null;
    };
  }

  /** A value of a reply; as {@link #ofRequest}. */
  static @Nullable Object ofReply(Attribute attribute, String name, HttpReply reply, ByteBuf head) {
    return switch (attribute.name()) {
      case "http.status" -> (long) reply.status();
      case "http.reply.header" -> new Head(head).value(name.toLowerCase(Locale.ROOT));
      default -> null;
    };
  }

  private static @Nullable String path(Head lines) {
    Target target = lines.target();
    if (!target.hasPath()) {
      return null;
    }
    // An empty path is the root: RFC 9110, section 4.2.3.
    return target.path() == target.pathEnd()
        ? "/"
        : Percent.decodePath(lines.bytes(target.path(), target.pathEnd()));
  }

  /** What the target names counts more than the Host header: RFC 9112, section 3.2.2. */
  private static @Nullable String host(Head lines) {
    Target target = lines.target();
    return target.hasAuthority()
        ? lines.text(target.authority(), target.authorityEnd())
        : lines.value("host");
  }

  private static @Nullable String parameter(Head lines, String name) {
    Target target = lines.target();
    if (target.pathEnd() == target.end()) {
      return null;
    }
    byte[] query = lines.bytes(target.pathEnd() + 1, target.end());
    for (int from = 0; from <= query.length; ) {
      int to = indexOf(query, '&', from, query.length);
      int equals = indexOf(query, '=', from, to);
      if (Percent.decodeParameter(Arrays.copyOfRange(query, from, equals)).equals(name)) {
        return Percent.decodeParameter(Arrays.copyOfRange(query, Math.min(equals + 1, to), to));
      }
      from = to + 1;
    }
    return null;
  }

  private static int indexOf(byte[] in, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (in[i] == wanted) {
        return i;
      }
    }
    return to;
  }
}
