package io.galopin.api;

/** User input as a message quotes it: in full if it is short, otherwise only its beginning. */
public final class Excerpt {

  /** The most characters that are quoted. */
  private static final int MOST = 120;

  private Excerpt() {}

  /**
   * Returns the text if it has at most 120 characters; otherwise the first 120 and the total
   * number: {@code aaaa… (900000 characters)}. Halves of surrogate pairs become {@code ?}, because
   * UTF-8 cannot encode them.
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
