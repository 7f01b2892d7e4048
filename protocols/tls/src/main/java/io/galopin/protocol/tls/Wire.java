package io.galopin.protocol.tls;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the record layer and of handshake messages: RFC 8446, sections 4 and 5.
 *
 * <pre>
 *   record   type(1) version(2) length(2) fragment
 *   message  type(1) length(3) body
 * </pre>
 */
final class Wire {

  static final int RECORD_HEADER = 5;
  static final int MESSAGE_HEADER = 4;

  static final int CHANGE_CIPHER_SPEC = 20;
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int APPLICATION_DATA = 23;

  static final int CLIENT_HELLO = 1;
  static final int SERVER_HELLO = 2;

  static final int MAJOR_VERSION = 3;
  static final int SSL_3 = 0x0300;
  static final int TLS_1_0 = 0x0301;
  static final int TLS_1_2 = 0x0303;

  /** The most bytes in a record that is not encrypted. */
  static final int MOST_PLAIN = 1 << 14;

  /** The most bytes in an encrypted record, of any version. */
  static final int MOST_ENCRYPTED = MOST_PLAIN + 2048;

  static final int SERVER_NAME = 0;
  static final int ALPN = 16;
  static final int EARLY_DATA = 42;
  static final int SUPPORTED_VERSIONS = 43;

  private Wire() {}

  /** Whether it is the number of a version from SSL 3 on. GREASE and drafts are not. */
  static boolean isVersion(int version) {
    return version >>> 8 == MAJOR_VERSION;
  }

  /** Returns a version as rules have it: {@code 1.3}; {@code ssl3} for SSL 3. */
  static @Nullable String version(int version) {
    if (!isVersion(version)) {
      return null;
    }
    return version == SSL_3
        ? "ssl3"
        : String.format(Locale.ROOT, "1.%d", (version & 0xFF) - (TLS_1_0 & 0xFF));
  }
}
