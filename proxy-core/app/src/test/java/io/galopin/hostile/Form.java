package io.galopin.hostile;

import java.util.List;

/**
 * A way to write requests so that two servers may read them differently, and what Galopin makes of
 * it.
 *
 * @param bytes as they are sent, one character per byte
 * @param status what the client is answered; 0 if all is forwarded
 * @param arrives the most that the backend gets
 * @param requests which requests Galopin reads in it, if it is forwarded
 * @param why so
 */
record Form(String bytes, int status, String arrives, List<String> requests, String why) {

  /** Nothing of it reaches the backend. */
  static Form refused(String bytes, String why) {
    return refused(400, bytes, why);
  }

  static Form refused(int status, String bytes, String why) {
    return new Form(bytes, status, "", List.of(), why);
  }

  /** A body passes while it is read: it is refused at the piece that cannot be read. */
  static Form cut(String arrives, String rest, String why) {
    return new Form(arrives + rest, 400, arrives, List.of(), why);
  }

  /** All of it reaches the backend, byte for byte. */
  static Form forwarded(String bytes, String why, String... requests) {
    return new Form(bytes, 0, bytes, List.of(requests), why);
  }

  /** A POST with these further header lines. */
  static String post(String fields, String body) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n" + body;
  }

  @Override
  public String toString() {
    return (status == 0 ? "forwarded: " : status + ": ") + why;
  }
}
