package io.galopin.app.console;

/** Wraps text to the width of a terminal. */
public final class Paragraph {

  private Paragraph() {}

  /**
   * Breaks a text between words, so that no line has more than {@value Console#COLUMNS} columns.
   *
   * @param indent how many spaces each line begins with
   */
  public static String of(String text, int indent) {
    return of(text, indent, indent);
  }

  /**
   * The same for a text whose first line goes behind other text.
   *
   * @param taken how many columns of the first line are taken; it gets no spaces
   * @param indent how many spaces each further line begins with
   */
  public static String hanging(String text, int taken, int indent) {
    return of(text, taken, indent).substring(taken);
  }

  private static String of(String text, int first, int indent) {
    StringBuilder lines = new StringBuilder(" ".repeat(first));
    int column = first;
    boolean begins = true;
    for (String word : text.split(" ")) {
      if (!begins && column + 1 + word.length() > Console.COLUMNS) {
        lines.append(System.lineSeparator()).append(" ".repeat(indent));
        column = indent;
        begins = true;
      }
      lines.append(begins ? "" : " ").append(word);
      column += word.length() + (begins ? 0 : 1);
      begins = false;
    }
    return lines.toString();
  }
}
