package io.galopin.app.console;

/**
 * How text is dressed on one stream.
 *
 * @param color whether colors are understood
 * @param unicode whether arrows, dots and bars can be shown; else their ASCII stand-ins are used
 */
public record Style(boolean color, boolean unicode) {

  /** For a file, a pipe or a test. */
  public static Style plain() {
    return new Style(false, true);
  }

  public String bold(String text) {
    return dress("1", text);
  }

  public String dim(String text) {
    return dress("2", text);
  }

  public String red(String text) {
    return dress("31", text);
  }

  public String green(String text) {
    return dress("32", text);
  }

  public String yellow(String text) {
    return dress("33", text);
  }

  public String cyan(String text) {
    return dress("36", text);
  }

  public String arrow() {
    return unicode ? "→" : "->";
  }

  /** An exchange that passed untouched. */
  public String dot() {
    return unicode ? "·" : ".";
  }

  /** An exchange that was touched. */
  public String mark() {
    return unicode ? "●" : "X";
  }

  /** A bar of a picture, {@code length} characters long. */
  public String bar(int length) {
    return (unicode ? "█" : "#").repeat(length);
  }

  private String dress(String code, String text) {
    return color && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
