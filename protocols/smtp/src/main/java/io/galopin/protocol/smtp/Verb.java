package io.galopin.protocol.smtp;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/** A command's first word, or what stands for it. */
enum Verb {
  /** The connection itself, which the server's greeting answers. */
  CONNECT,
  HELO,
  EHLO,
  MAIL,
  RCPT,
  DATA,
  BDAT,
  RSET,
  NOOP,
  QUIT,
  VRFY,
  EXPN,
  HELP,
  STARTTLS,
  AUTH,
  ETRN,
  TURN,
  ATRN,
  BURL,
  XCLIENT,
  XFORWARD,
  /** Any other word. It may be anything, even a password, so it is never shown. */
  OTHER;

  private static final Verb[] ALL = values();

  /** Returns the command with this name, in capitals or not. */
  static Verb of(ByteBuf in, int from, int to) {
    for (Verb verb : ALL) {
      if (verb != OTHER && verb != CONNECT && Octets.areAnyCase(in, from, to, verb.name())) {
        return verb;
      }
    }
    return OTHER;
  }

  /**
   * Whether the client may have to wait for a reply before it sends the rest, so that the end of
   * the request is not known from its first line.
   */
  boolean asksFirst() {
    return this == DATA || this == AUTH;
  }

  /** Whether it carries a mail, or a part of one. */
  boolean carriesMail() {
    return this == DATA || this == BDAT;
  }

  /** Whether the roles change after a positive reply: the server becomes the client. */
  boolean turns() {
    return this == TURN || this == ATRN;
  }

  /** Whether it leaves the transaction before it, if there is one. */
  boolean startsAnew() {
    return this == HELO || this == EHLO || this == MAIL || this == RSET || this == QUIT;
  }
}
