package io.galopin.engine.match;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A block of IP addresses in CIDR notation (RFC 4632): {@code 10.0.0.0/8}, or a single address. */
final class Network {

  private final String written;
  private final byte[] address;
  private final int bits;

  private Network(String written, byte[] address, int bits) {
    this.written = written;
    this.address = address;
    this.bits = bits;
  }

  /** Null if it is none. */
  static @Nullable Network of(String written) {
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
    return new Network(written, address, Integer.parseInt(length));
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
