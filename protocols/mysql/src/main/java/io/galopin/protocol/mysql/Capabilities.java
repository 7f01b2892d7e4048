package io.galopin.protocol.mysql;

/**
 * What one side can do, as bits. Those from 32 on are MariaDB's.
 *
 * @param bits as on the wire, MariaDB's in the upper half
 */
record Capabilities(long bits) {

  /** MySQL's long passwords. A side that lacks it is MariaDB's, and has the bits from 32 on. */
  static final long MYSQL = 1;

  static final long CONNECT_WITH_DATABASE = 1 << 3;
  static final long COMPRESS = 1 << 5;
  static final long PROTOCOL_41 = 1 << 9;
  static final long TLS = 1 << 11;
  static final long SECURE_CONNECTION = 1 << 15;
  static final long LENGTH_ENCODED_LOGIN = 1 << 21;
  static final long SESSION_TRACK = 1 << 23;
  static final long DEPRECATE_EOF = 1 << 24;
  static final long OPTIONAL_METADATA = 1 << 25;
  static final long COMPRESS_ZSTD = 1 << 26;
  static final long QUERY_ATTRIBUTES = 1 << 27;
  static final long PROGRESS = 1L << 32;
  static final long CACHED_METADATA = 1L << 36;

  static final long ANY_COMPRESSION = COMPRESS | COMPRESS_ZSTD;

  /** Those of a connection that has not been negotiated. */
  static final Capabilities NONE = new Capabilities(0);

  boolean has(long bit) {
    return (bits & bit) != 0;
  }

  boolean isMariaDb() {
    return !has(MYSQL);
  }

  /** Returns what both sides can do. */
  Capabilities and(Capabilities other) {
    return new Capabilities(bits & other.bits);
  }

  /** Whether results say if they describe their columns. */
  boolean saysMetadata() {
    return has(OPTIONAL_METADATA | CACHED_METADATA);
  }
}
