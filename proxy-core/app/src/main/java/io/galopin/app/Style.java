package io.galopin.app;

/**
 * How text is dressed on one stream.
 *
 * @param color whether colors are understood
 * @param unicode whether arrows, dots and bars can be shown; else their ASCII stand-ins are used
 */
record Style(boolean color, boolean unicode) {

  /** For a file, a pipe or a test. */
  static Style plain() {
    return new Style(false, true);
  }

  String bold(String text) {
    return dress("1", text);
  }

  String dim(String text) {
    return dress("2", text);
  }

  String red(String text) {
    return dress("31", text);
  }

  String green(String text) {
    return dress("32", text);
  }

  String yellow(String text) {
    return dress("33", text);
  }

  String cyan(String text) {
    return dress("36", text);
  }

  String arrow() {
    return unicode ? "→" : "->";
  }

  /** An exchange that passed untouched. */
  String dot() {
    return unicode ? "·" : ".";
  }

  /** An exchange that was touched. */
  String mark() {
    return unicode ? "●" : "X";
  }

  /** A bar of a picture, {@code length} characters long. */
  String bar(int length) {
    return (unicode ? "█" : "#").repeat(length);
  }

  private String dress(String code, String text) {
    return color && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
