package io.galopin.protocol.smtp;

import io.galopin.api.Reply;

/**
 * A reply.
 *
 * @param status its code, from 100 to 599
 * @param interim whether another one follows, when the client has sent more
 */
record SmtpReply(int status, boolean interim) implements Reply {

  @Override
  public String label() {
    return Integer.toString(status);
  }
}
