package io.galopin.protocol.http;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/**
 * The parts of a request's target, by index: RFC 9112, section 3.2. A missing part is empty. Reused
 * for one target after another.
 */
final class Target {

  private int authority;
  private int path;
  private int pathEnd;
  private int end;
  private boolean hasPath;

  /** Reads the target between two indices. */
  void read(ByteBuf in, int from, int to) {
    authority = from;
    path = from;
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
    pathEnd = query < 0 ? to : query;
    end = to;
    hasPath = origin || absolute;
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

  /** Start of host and port, after a user name if there is one. */
  int authority() {
    return authority;
  }

  /** End of host and port. */
  int authorityEnd() {
    return path;
  }

  boolean hasAuthority() {
    return path > authority;
  }

  /** Start of the path. */
  int path() {
    return path;
  }

  /** End of the path: the question mark of the query, or the end of the target. */
  int pathEnd() {
    return pathEnd;
  }

  /** End of the target. */
  int end() {
    return end;
  }

  /** False if the target only says where to connect to. The path may be empty. */
  boolean hasPath() {
    return hasPath;
  }
}
