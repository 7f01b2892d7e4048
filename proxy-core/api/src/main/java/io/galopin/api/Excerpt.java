package io.galopin.api;

/** What somebody gave, as a sentence repeats it: all of it if it is short, else how it begins. */
public final class Excerpt {

  /** The most characters of it that are repeated. */
  private static final int MOST = 120;

  private Excerpt() {}

  /**
   * The text if it has at most 120 characters; else those it begins with, and how many it has:
   * {@code aaaa… (900000 characters)}. Halves of surrogate pairs become {@code ?}, as no text in
   * UTF-8 can have them.
   */
  public static String of(Object given) {
    String text = String.valueOf(given);
    return whole(
        text.length() <= MOST
            ? text
            : text.substring(0, MOST) + "… (" + text.length() + " characters)");
  }

  private static String whole(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                whole.appendCodePoint(
                    point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? '?'
                        : point));
    return whole.toString();
  }
}
