package io.galopin.engine.match;

/**
 * A value as it stands in the text of a rule. In double quotes, backslashes mean themselves, but
 * for those right before a quote: there, two are one, and a single one makes the quote part of the
 * value.
 */
public final class Quoted {

  private Quoted() {}

  /** A value as it stands in a text: in quotes, if it would not be one word. */
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
