package io.galopin.plugin.host;

/** Makes texts of plugins safe for a log, a help text or JSON: one line of limited length. */
final class OneLine {

  private OneLine() {}

  /** Returns whether a text can be shown unchanged. */
  static boolean is(String text, int most) {
    return text.length() <= most && text.codePoints().allMatch(OneLine::isVisible);
  }

  /**
   * Returns the beginning of a text, with a question mark for each character that cannot be shown.
   */
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
