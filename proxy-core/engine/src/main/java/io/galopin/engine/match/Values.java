package io.galopin.engine.match;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the values of attributes as text. */
public final class Values {

  private static final int MOST_SHOWN = 80;

  private Values() {}

  /**
   * Returns one or several values of any type as text. Different values of one type have different
   * texts.
   */
  public static String text(Object value) {
    if (value instanceof List<?> several) {
      return several.stream()
          .map(each -> text(each).replace("\\", "\\\\").replace(",", "\\,"))
          .collect(Collectors.joining(","));
    }
    if (value instanceof Boolean flag) {
      return flag ? "yes" : "no";
    }
    return value instanceof InetAddress address
        ? address.getHostAddress()
        : value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value.toString();
  }

  /** Returns a value for a message, shortened if it is long. */
  public static String shown(Object value) {
    String text = text(value);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}
