package io.galopin.protocol.http;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/**
 * The parts of a request's target, by index: RFC 9112, section 3.2. What is not there is empty.
 * Used for one target after the other.
 */
final class Target {

  private int authority;
  private int path;
  private int pathEnd;
  private int end;
  private boolean hasPath;

  /** It is about the target between two indices from now on. */
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

  /** Where host and port begin, behind what may be a user's name. */
  int authority() {
    return authority;
  }

  /** Where they end. */
  int authorityEnd() {
    return path;
  }

  boolean hasAuthority() {
    return path > authority;
  }

  /** Where the path begins. */
  int path() {
    return path;
  }

  /** Where the path ends: at the question mark of the query, or where the target does. */
  int pathEnd() {
    return pathEnd;
  }

  /** Where the target ends. */
  int end() {
    return end;
  }

  /** False when the target only says where to connect to; a path may be empty. */
  boolean hasPath() {
    return hasPath;
  }
}
