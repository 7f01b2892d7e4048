package io.galopin.engine.match;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses in CIDR notation (RFC 4632): {@code 10.0.0.0/8}, or a single address. An
 * IPv4 address in IPv6 notation, {@code ::ffff:10.0.0.0/104}, counts as the IPv4 address, as in
 * Java (RFC 4291, section 2.5.5.2).
 */
public final class Network {

  /** The number of bits that mark an IPv6 address as an IPv4 address. */
  private static final int MAPPED = 96;

  private final String written;
  private final byte[] address;
  private final int bits;

  private Network(String written, byte[] address, int bits) {
    this.written = written;
    this.address = address;
    this.bits = bits;
  }

  /** Parses a network; null if the text is not one. */
  public static @Nullable Network of(String written) {
    int slash = written.indexOf('/');
    String host = slash < 0 ? written : written.substring(0, slash);
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    if (address == null) {
      return null;
    }
    int most = address.length * Byte.SIZE;
    String length = slash < 0 ? String.valueOf(most) : written.substring(slash + 1);
    if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > most) {
      return null;
    }
    int bits = Integer.parseInt(length);
    if (!isMapped(address)) {
      return new Network(written, address, bits);
    }
    byte[] inner = Arrays.copyOfRange(address, MAPPED / Byte.SIZE, address.length);
    return bits < MAPPED ? null : new Network(written, inner, bits - MAPPED);
  }

  private static boolean isMapped(byte[] address) {
    int marks = MAPPED / Byte.SIZE - 2;
    if (address.length <= marks + 2) {
      return false;
    }
    for (int i = 0; i < marks; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[marks] == (byte) 0xFF && address[marks + 1] == (byte) 0xFF;
  }

  boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != address[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((bytes[whole] ^ address[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0;
  }

  @Override
  public String toString() {
    return written;
  }
}
