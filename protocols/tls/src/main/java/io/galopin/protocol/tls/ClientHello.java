package io.galopin.protocol.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client offers: RFC 8446, section 4.1.2. Immutable, and of bounded size.
 *
 * @param serverName the name of the server it asks for, one character per byte; null if none
 * @param alpn the application protocols that it offers, by preference; at most {@link #MOST_ALPN}
 * @param version the highest version that it offers, as on the wire
 * @param legacyVersion the version in the message's beginning, as on the wire
 * @param earlyData whether it sends early data (0-RTT)
 */
record ClientHello(
    @Nullable String serverName,
    List<String> alpn,
    int version,
    int legacyVersion,
    boolean earlyData) {

  /** The most application protocols that are kept; clients offer two or three. */
  static final int MOST_ALPN = 32;

  /** The most bytes of a name: RFC 1035. */
  private static final int MOST_NAME = 255;

  private static final int RANDOM = 32;
  private static final int HOST_NAME = 0;

  ClientHello {
    alpn = List.copyOf(alpn);
  }

  /**
   * Reads the body of a message. Of one that is not made as it should be, only the beginning
   * counts, so that nobody takes for the offer what the backend does not. The backend will say what
   * it thinks of it.
   */
  static ClientHello of(ByteBuf body) {
    Vectors fields = new Vectors(body);
    int legacy = 0;
    try {
      legacy = fields.number16();
      fields.skip(RANDOM);
      fields.vector8();
      fields.vector16();
      fields.vector8();
      Offer offer = new Offer();
      if (fields.hasMore()) {
        Vectors extensions = fields.vector16();
        fields.requireEnd();
        offer.read(body, extensions);
      }
      return new ClientHello(
          offer.serverName, offer.alpn, offer.version(legacy), legacy, offer.earlyData);
    } catch (Vectors.Broken broken) {
      return new ClientHello(null, List.of(), known(legacy), legacy, false);
    }
  }

  /** Without an extension for it, no version after TLS 1.2 can be agreed on. */
  private static int known(int legacy) {
    return Wire.isVersion(legacy) ? Math.min(legacy, Wire.TLS_1_2) : legacy;
  }

  /** What the extensions say. */
  private static final class Offer {
    private @Nullable String serverName;
    private List<String> alpn = List.of();
    private int version;
    private boolean earlyData;

    int version(int legacy) {
      return version == 0 ? known(legacy) : version;
    }

    void read(ByteBuf body, Vectors extensions) throws Vectors.Broken {
      BitSet seen = new BitSet();
      while (extensions.hasMore()) {
        int type = extensions.number16();
        Vectors data = extensions.vector16();
        if (seen.get(type)) {
          // Servers could take either one.
          throw new Vectors.Broken();
        }
        seen.set(type);
        switch (type) {
          case Wire.SERVER_NAME -> serverName = readName(body, data);
          case Wire.ALPN -> alpn = readAlpn(body, data);
          case Wire.SUPPORTED_VERSIONS -> version = highest(data);
          case Wire.EARLY_DATA -> earlyData = true;
          default -> {}
        }
      }
    }

    private static @Nullable String readName(ByteBuf body, Vectors data) throws Vectors.Broken {
      Vectors names = data.vector16();
      data.requireEnd();
      String host = null;
      while (names.hasMore()) {
        int type = names.number8();
        Vectors name = names.vector16();
        if (type != HOST_NAME) {
          continue;
        }
        if (host != null || name.left() > MOST_NAME) {
          throw new Vectors.Broken();
        }
        host = text(body, name);
      }
      return host == null || host.isEmpty() ? null : host;
    }

    private static List<String> readAlpn(ByteBuf body, Vectors data) throws Vectors.Broken {
      Vectors names = data.vector16();
      data.requireEnd();
      List<String> all = new ArrayList<>();
      while (names.hasMore()) {
        Vectors name = names.vector8();
        if (all.size() < MOST_ALPN && !isGrease(body, name)) {
          all.add(text(body, name));
        }
      }
      return all;
    }

    /** Whether it is one of the names that stand for nothing: RFC 8701. */
    private static boolean isGrease(ByteBuf body, Vectors name) {
      int at = name.position();
      return name.left() == 2
          && (body.getByte(at) & 0x0F) == 0x0A
          && body.getByte(at) == body.getByte(at + 1);
    }

    private static String text(ByteBuf body, Vectors name) {
      return body.toString(name.position(), name.left(), ISO_8859_1);
    }

    private static int highest(Vectors data) throws Vectors.Broken {
      Vectors versions = data.vector8();
      data.requireEnd();
      int highest = 0;
      while (versions.hasMore()) {
        int offered = versions.number16();
        if (Wire.isVersion(offered)) {
          highest = Math.max(highest, offered);
        }
      }
      return highest;
    }
  }
}
