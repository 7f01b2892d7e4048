package io.galopin.protocol.http;

import io.galopin.api.Reply;

/**
 * The head of a reply.
 *
 * @param label the status code: {@code 200}
 * @param status the same as a number
 * @param endsWithConnection whether its body is one that ends with the connection
 */
record HttpReply(String label, int status, boolean endsWithConnection) implements Reply {

  static final int SWITCHING_PROTOCOLS = 101;

  /** A 101 is the last HTTP reply on its connection, unlike the other 1xx. */
  @Override
  public boolean interim() {
    return status < 200 && status != SWITCHING_PROTOCOLS;
  }

  /** A 4xx is none: it says that the request was wrong, and many are expected. */
  @Override
  public boolean error() {
    return status >= 500;
  }

  /** Whether neither side speaks HTTP after this reply. */
  boolean switches(HttpRequest request) {
    return status == SWITCHING_PROTOCOLS || (request.connect() && status / 100 == 2);
  }

  /** Whether the reply ends with its head, whatever its headers say: RFC 9112, section 6.3. */
  boolean bodiless(HttpRequest request) {
    return status < 200 || status == 204 || status == 304 || request.head() || switches(request);
  }

  /** Returns the same head, after which a body comes that ends with the connection. */
  HttpReply untilClose() {
    return new HttpReply(label, status, true);
  }
}
