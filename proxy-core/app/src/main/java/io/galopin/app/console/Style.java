package io.galopin.app.console;

/**
 * How text looks on one stream: colors and symbols.
 *
 * @param color whether the stream shows colors
 * @param unicode whether the stream shows arrows, dots and bars; otherwise ASCII is used
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

  /** A bar of a histogram, {@code length} characters long. */
  public String bar(int length) {
    return (unicode ? "█" : "#").repeat(length);
  }

  private String dress(String code, String text) {
    return color && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
