package io.galopin.protocol.tls;

import java.util.Locale;

/** The alerts that end a handshake, and their numbers: RFC 8446, section 6. */
enum Alert {
  UNEXPECTED_MESSAGE(10),
  BAD_RECORD_MAC(20),
  RECORD_OVERFLOW(22),
  HANDSHAKE_FAILURE(40),
  BAD_CERTIFICATE(42),
  UNSUPPORTED_CERTIFICATE(43),
  CERTIFICATE_REVOKED(44),
  CERTIFICATE_EXPIRED(45),
  CERTIFICATE_UNKNOWN(46),
  ILLEGAL_PARAMETER(47),
  UNKNOWN_CA(48),
  ACCESS_DENIED(49),
  DECODE_ERROR(50),
  DECRYPT_ERROR(51),
  PROTOCOL_VERSION(70),
  INSUFFICIENT_SECURITY(71),
  INTERNAL_ERROR(80),
  INAPPROPRIATE_FALLBACK(86),
  MISSING_EXTENSION(109),
  UNSUPPORTED_EXTENSION(110),
  UNRECOGNIZED_NAME(112),
  BAD_CERTIFICATE_STATUS_RESPONSE(113),
  UNKNOWN_PSK_IDENTITY(115),
  CERTIFICATE_REQUIRED(116),
  NO_APPLICATION_PROTOCOL(120);

  private static final Alert[] KNOWN = values();

  private final int number;

  Alert(int number) {
    this.number = number;
  }

  /** Returns its number on the wire. */
  int number() {
    return number;
  }

  /** The journal's label: {@code alert handshake-failure}. */
  String label() {
    return "alert " + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the label of an alert by its number, which may be unknown. */
  static String label(int number) {
    for (Alert known : KNOWN) {
      if (known.number == number) {
        return known.label();
      }
    }
    return number == 0 ? "alert close-notify" : "alert " + number;
  }
}
