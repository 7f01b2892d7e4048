package io.galopin.engine.match;

/**
 * A value in the text of a rule. In double quotes, backslashes are literal, except directly before
 * a quote: there, two mean one, and a single one makes the quote part of the value.
 */
public final class Quoted {

  private Quoted() {}

  /** Returns a value as it is written in a rule: in quotes if it would not be one word. */
  public static String of(String value) {
    boolean oneWord =
        !value.isEmpty()
            && !value.endsWith("\\")
            && value.chars().noneMatch(c -> Character.isWhitespace(c) || "\"()".indexOf(c) >= 0);
    return oneWord
        ? value
        : '"' + value.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)\\z", "$1$1") + '"';
  }
}
