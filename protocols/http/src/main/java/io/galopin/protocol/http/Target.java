package io.galopin.protocol.http;

import io.netty.buffer.ByteBuf;

/**
 * The parts of a request's target, by index: RFC 9112, section 3.2. What is not there is empty.
 *
 * @param authority where host and port begin, behind what may be a user's name
 * @param authorityEnd where they end
 * @param path where the path begins
 * @param pathEnd where it ends: at the question mark of the query, or at {@code end}
 * @param end where the target ends
 * @param hasPath whether there is a path, which may be empty; not when the target only says where
 *     to connect to
 */
record Target(int authority, int authorityEnd, int path, int pathEnd, int end, boolean hasPath) {

  /** The target between two indices. */
  static Target of(ByteBuf in, int from, int to) {
    int authority = from;
    int path = from;
    boolean absolute = false;
    boolean origin = in.getByte(from) == '/' || in.getByte(from) == '*';
    if (!origin) {
      int colon = in.indexOf(from, to, (byte) ':');
      absolute = colon >= 0 && to - colon >= 3 && Octets.begin(in, colon, to, "://");
      int hierarchy = absolute ? colon + 3 : from;
      path = absolute ? pathAfter(in, hierarchy, to) : to;
      int user = in.indexOf(path, hierarchy, (byte) '@');
      authority = user < 0 ? hierarchy : user + 1;
    }
    int query = in.indexOf(path, to, (byte) '?');
    return new Target(authority, path, path, query < 0 ? to : query, to, origin || absolute);
  }

  private static int pathAfter(ByteBuf in, int hierarchy, int to) {
    for (int i = hierarchy; i < to; i++) {
      byte value = in.getByte(i);
      if (value == '/' || value == '?' || value == '#') {
        return i;
      }
    }
    return to;
  }

  boolean hasAuthority() {
    return authorityEnd > authority;
  }
}
