package io.galopin.protocol.http;

import io.galopin.api.Reply;

/**
 * The head of a reply.
 *
 * @param label the status code: {@code 200}
 * @param status the same as a number
 */
record HttpReply(String label, int status) implements Reply {

  static final int SWITCHING_PROTOCOLS = 101;

  /** A 101 is the last HTTP reply on its connection, unlike the other 1xx. */
  @Override
  public boolean interim() {
    return status < 200 && status != SWITCHING_PROTOCOLS;
  }

  /** Whether neither side speaks HTTP after this reply. */
  boolean switches(HttpRequest request) {
    return status == SWITCHING_PROTOCOLS || (request.connect() && status / 100 == 2);
  }

  /** Whether the reply ends with its head, whatever its headers say: RFC 9112, section 6.3. */
  boolean bodiless(HttpRequest request) {
    return status < 200 || status == 204 || status == 304 || request.head() || switches(request);
  }
}
