package io.galopin.app.console;

/** Text in lines that fit a terminal. */
public final class Paragraph {

  private Paragraph() {}

  /**
   * Breaks a text between words, so that no line has more than {@value Console#COLUMNS} columns.
   *
   * @param indent how many blanks come before each line
   */
  public static String of(String text, int indent) {
    return of(text, indent, indent);
  }

  /**
   * The same, whose first line begins elsewhere.
   *
   * @param taken how many columns of the first line are taken already; none are put before it
   * @param indent how many blanks come before each further line
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
