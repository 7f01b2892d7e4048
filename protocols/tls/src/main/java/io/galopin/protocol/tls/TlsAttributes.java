package io.galopin.protocol.tls;

import io.galopin.api.Attribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of handshakes. */
final class TlsAttributes {

  static final Attribute HANDSHAKE =
      Attribute.flag(
          "tls.handshake",
          Attribute.Moment.REQUEST,
          "yes: names every handshake, whatever it says");

  static final Attribute SNI =
      Attribute.word(
          "tls.sni",
          Attribute.Moment.REQUEST,
          "the server's name that the client asks for (SNI); with ECH, the outer one");

  static final Attribute ALPN =
      Attribute.text(
              "tls.alpn",
              Attribute.Moment.REQUEST,
              "the application protocols that the client offers (ALPN): h2, http/1.1")
          .asMany();

  static final Attribute VERSION =
      Attribute.word(
          "tls.version",
          Attribute.Moment.REQUEST,
          "the highest version that the client offers: ssl3, 1.0, 1.1, 1.2, 1.3");

  static final Attribute EARLY_DATA =
      Attribute.flag(
          "tls.early-data",
          Attribute.Moment.REQUEST,
          "whether the client sends early data (0-RTT)");

  static final Attribute CHOSEN_VERSION =
      Attribute.word(
          "tls.chosen-version",
          Attribute.Moment.REPLY,
          "the version that the backend chooses: 1.2, 1.3");

  static final List<Attribute> ALL =
      List.of(HANDSHAKE, SNI, ALPN, VERSION, EARLY_DATA, CHOSEN_VERSION);

  private TlsAttributes() {}

  /** Returns an attribute of a hello; null if it has none. */
  static @Nullable Object of(Attribute attribute, ClientHello hello) {
    if (attribute.equals(SNI)) {
      return hello.serverName();
    }
    if (attribute.equals(ALPN)) {
      return hello.alpn();
    }
    if (attribute.equals(VERSION)) {
      return Wire.version(hello.version());
    }
    if (attribute.equals(EARLY_DATA)) {
      return hello.earlyData();
    }
    return attribute.equals(HANDSHAKE) ? Boolean.TRUE : null;
  }

  /** Returns an attribute of a reply; null if it has none. */
  static @Nullable Object of(Attribute attribute, TlsReply reply) {
    ServerHello hello = reply.hello();
    return hello != null && attribute.equals(CHOSEN_VERSION) ? Wire.version(hello.version()) : null;
  }
}
