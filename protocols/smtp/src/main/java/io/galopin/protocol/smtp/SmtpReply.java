package io.galopin.protocol.smtp;

import io.galopin.api.Reply;

/**
 * A reply.
 *
 * @param status its code, from 100 to 599
 * @param interim whether another one follows, when the client has sent more
 */
record SmtpReply(int status, boolean interim) implements Reply {

  /** A 4xx is a failure for now, a 5xx for good: RFC 5321, section 4.2.1. */
  @Override
  public boolean error() {
    return status >= 400;
  }

  @Override
  public String label() {
    return Integer.toString(status);
  }
}
