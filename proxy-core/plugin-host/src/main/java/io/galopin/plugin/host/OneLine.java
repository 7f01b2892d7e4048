package io.galopin.plugin.host;

/**
 * Texts of others on their way into a log, a help text or JSON: one line each, and not too long.
 */
final class OneLine {

  private OneLine() {}

  /** Whether a text can be shown as it is. */
  static boolean is(String text, int most) {
    return text.length() <= most && text.codePoints().allMatch(OneLine::isVisible);
  }

  /** What can be shown of a text: its beginning, with a question mark for what is no character. */
  static String of(String text, int most) {
    boolean whole = text.length() <= most;
    StringBuilder line = new StringBuilder();
    (whole ? text : text.substring(0, most))
        .codePoints()
        .forEach(point -> line.appendCodePoint(isVisible(point) ? point : '?'));
    if (!whole) {
      line.append("… (").append(text.length()).append(" characters)");
    }
    return line.toString();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
