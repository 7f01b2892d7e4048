package io.galopin.engine.match;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes down the values of attributes. */
public final class Values {

  private static final int MOST_SHOWN = 80;

  private Values() {}

  /** A value of any type, or several, as text; different ones of one type have different ones. */
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

  /** A value in a sentence: not all of it if it is long. */
  public static String shown(Object value) {
    String text = text(value);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}
