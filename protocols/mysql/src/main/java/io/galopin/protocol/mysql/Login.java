package io.galopin.protocol.mysql;

import io.netty.buffer.ByteBuf;

/**
 * What a client answers to the greeting: who it is, or that it goes on in TLS. Its password is not
 * read.
 *
 * <pre>
 *   capabilities, 4 | largest packet, 4 | collation, 1 | reserved, 19 | MariaDB's capabilities, 4
 *      | user, NUL | password | database, NUL | …
 * </pre>
 *
 * @param capabilities what the client can and wants to do
 * @param tls whether TLS follows, and then the login itself
 * @param user empty if TLS follows
 * @param database empty if none
 * @param texts in which set of characters the client writes
 */
record Login(
    Capabilities capabilities, boolean tls, String user, String database, CharacterSet texts) {

  /** The length of a packet that only announces TLS. */
  private static final int TLS_LENGTH = 32;

  /** Reads a whole packet. */
  static Login of(ByteBuf in, int at) throws Flaw {
    int length = Packets.length(in, at);
    Fields fields = new Fields(in, at + Packets.HEADER, at + Packets.HEADER + length);
    Capabilities said = new Capabilities(fields.integer(4));
    if (!said.has(Capabilities.PROTOCOL_41)) {
      throw new Flaw("the client speaks the protocol from before MySQL 4.1");
    }
    fields.skip(4);
    CharacterSet texts = CharacterSet.ofCollation((int) fields.integer(1));
    fields.skip(19);
    long mariaDb = fields.integer(4);
    if (fields.broken()) {
      throw new Flaw("the client's login is too short");
    }
    Capabilities able = said.isMariaDb() ? new Capabilities(said.bits() | mariaDb << 32) : said;
    if (length == TLS_LENGTH && able.has(Capabilities.TLS)) {
      return new Login(able, true, "", "", texts);
    }
    String user = fields.terminatedName(texts);
    skipPassword(fields, able);
    boolean named = able.has(Capabilities.CONNECT_WITH_DATABASE);
    return new Login(able, false, user, named ? fields.terminatedName(texts) : "", texts);
  }

  private static void skipPassword(Fields fields, Capabilities able) {
    if (able.has(Capabilities.LENGTH_ENCODED_LOGIN)) {
      fields.skip(fields.lengthEncoded());
    } else if (able.has(Capabilities.SECURE_CONNECTION)) {
      fields.skip(fields.integer(1));
    } else {
      fields.skipTerminated();
    }
  }

  /**
   * Reads a COM_CHANGE_USER, whose payload is a type, the user, the password, the database, and the
   * collation.
   *
   * @param before in which set of characters the names are
   */
  static Login ofChange(ByteBuf in, int at, int end, Capabilities agreed, CharacterSet before) {
    Fields fields = new Fields(in, at + Packets.HEADER + 1, end);
    String user = fields.terminatedName(before);
    if (agreed.has(Capabilities.SECURE_CONNECTION)) {
      fields.skip(fields.integer(1));
    } else {
      fields.skipTerminated();
    }
    String database = fields.terminatedName(before);
    int collation = fields.atEnd() ? 0 : (int) fields.integer(2);
    return new Login(agreed, false, user, database, CharacterSet.ofCollation(collation));
  }
}
