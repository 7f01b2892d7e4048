package io.galopin.scenario.report;

import java.util.Locale;

/**
 * Text with tags, well-formed as XML and readable as HTML. Whatever is not a literal of this
 * package goes through {@link #text}, as names and labels come from files and peers.
 */
final class Markup {

  private static final char UNKNOWN = '\uFFFD';

  private final StringBuilder out = new StringBuilder();

  /** Adds a literal with tags, as it is. */
  Markup raw(String literal) {
    out.append(literal);
    return this;
  }

  /** Adds a literal with tags. Values that are no numbers are escaped. */
  Markup add(String literal, Object... values) {
    Object[] safe = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      safe[i] = values[i] instanceof Number ? values[i] : escaped(String.valueOf(values[i]));
    }
    out.append(String.format(Locale.ROOT, literal, safe));
    return this;
  }

  /** Adds text, escaped. */
  Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** Escapes for text and for attributes in double quotes. What XML cannot hold becomes U+FFFD. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int point) {
    switch (point) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      case '\n' -> safe.append("&#10;");
      default -> safe.appendCodePoint(isAllowed(point) ? point : UNKNOWN);
    }
  }

  private static boolean isAllowed(int point) {
    return point == '\t'
        || (point >= 0x20 && point < 0x7F)
        || (point > 0x9F && point < Character.MIN_SURROGATE)
        || (point > Character.MAX_SURROGATE && point < 0xFFFE)
        || point >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
