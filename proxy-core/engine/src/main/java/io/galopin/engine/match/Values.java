package io.galopin.engine.match;

import java.net.InetAddress;
import java.util.HexFormat;

/** Writes down the values of attributes. */
public final class Values {

  private static final int MOST_SHOWN = 80;

  private Values() {}

  /** A value of any type as text; different values of one type have different ones. */
  public static String text(Object value) {
    return value instanceof InetAddress address
        ? address.getHostAddress()
        : value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value.toString();
  }

  /** A value in a sentence: not all of it if it is long. */
  public static String shown(Object value) {
    String text = text(value);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}
