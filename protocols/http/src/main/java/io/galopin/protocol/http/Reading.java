package io.galopin.protocol.http;

import io.galopin.api.Attribute;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of attributes from a head when a rule asks for them. Holds no bytes between
 * calls.
 */
final class Reading {

  private final Head lines = new Head();

  /**
   * Returns an attribute of a request.
   *
   * @param head on loan
   * @return null if the request does not have it
   */
  @Nullable Object ofRequest(Attribute attribute, String name, ByteBuf head) {
    lines.read(head);
    try {
      return switch (attribute.name()) {
        case "http.method" -> lines.text(lines.start(), lines.methodEnd());
        case "http.path" -> path();
        case "http.query" -> parameter(name);
        case "http.host" -> host();
        case "http.header" -> lines.value(name);
        default -> null;
      };
    } finally {
      lines.forget();
    }
  }

  /** Like {@link #ofRequest}, for a reply. */
  @Nullable Object ofReply(Attribute attribute, String name, HttpReply reply, ByteBuf head) {
    return switch (attribute.name()) {
      case "http.status" -> (long) reply.status();
      case "http.reply.header" -> field(name, head);
      default -> null;
    };
  }

  private @Nullable String field(String name, ByteBuf head) {
    lines.read(head);
    try {
      return lines.value(name);
    } finally {
      lines.forget();
    }
  }

  private @Nullable String path() {
    Target target = lines.target();
    if (!target.hasPath()) {
      return null;
    }
    // An empty path is the root: RFC 9110, section 4.2.3.
    return target.path() == target.pathEnd()
        ? "/"
        : Percent.decodePath(lines.in(), target.path(), target.pathEnd());
  }

  /** The target takes precedence over the Host header: RFC 9112, section 3.2.2. */
  private @Nullable String host() {
    Target target = lines.target();
    return target.hasAuthority()
        ? lines.text(target.authority(), target.authorityEnd())
        : lines.value("host");
  }

  private @Nullable String parameter(String name) {
    Target target = lines.target();
    if (target.pathEnd() == target.end()) {
      return null;
    }
    ByteBuf in = lines.in();
    for (int from = target.pathEnd() + 1; from <= target.end(); ) {
      int to = indexOf(in, '&', from, target.end());
      int equals = indexOf(in, '=', from, to);
      if (isNamed(name, in, from, equals)) {
        return Percent.decodeParameter(in, Math.min(equals + 1, to), to);
      }
      from = to + 1;
    }
    return null;
  }

  private static boolean isNamed(String name, ByteBuf in, int from, int to) {
    return Percent.isPlain(in, from, to, true)
        ? Octets.are(in, from, to, name)
        : Percent.decodeParameter(in, from, to).equals(name);
  }

  private static int indexOf(ByteBuf in, char wanted, int from, int to) {
    int index = in.indexOf(from, to, (byte) wanted);
    return index < 0 ? to : index;
  }
}
