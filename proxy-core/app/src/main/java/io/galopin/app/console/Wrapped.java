package io.galopin.app.console;

import java.util.ArrayList;
import java.util.List;

/** A sentence in lines that fit. */
public final class Wrapped {

  private Wrapped() {}

  /**
   * Breaks a text between words, and within those that are too long themselves.
   *
   * @param columns how wide a line may be; 0 for any width
   * @param indent how many blanks come before each line but the first
   */
  public static List<String> of(String text, int columns, int indent) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (columns > 2 * indent && rest.length() > columns) {
      int blank = rest.lastIndexOf(' ', columns);
      int end = blank > indent ? blank : columns;
      lines.add(rest.substring(0, end));
      rest = " ".repeat(indent) + rest.substring(blank > indent ? end + 1 : end);
    }
    lines.add(rest);
    return lines;
  }
}
