package io.galopin.engine.match;

/**
 * A pattern in which {@code *} matches any characters, including slashes, and {@code ?} matches
 * one. A backslash escapes them. Matching takes time of at most the product of both lengths.
 */
public final class Glob {

  private static final char ANY = '\uFFFF';
  private static final char ONE = '\uFFFE';

  private final String written;
  private final boolean anyCase;
  private final char[] pattern;
  private final boolean literal;

  /** Creates a pattern from its written form. */
  public Glob(String written, boolean anyCase) {
    this.written = written;
    this.anyCase = anyCase;
    StringBuilder meant = new StringBuilder(written.length());
    boolean wild = false;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '\\' && i + 1 < written.length()) {
        meant.append(folded(written.charAt(++i)));
      } else if (c == '*' || c == '?') {
        wild = true;
        meant.append(c == '*' ? ANY : ONE);
      } else {
        meant.append(folded(c));
      }
    }
    this.literal = !wild;
    this.pattern = meant.toString().toCharArray();
  }

  private char folded(char c) {
    return anyCase ? Character.toLowerCase(c) : c;
  }

  /** Whether it matches only one text. */
  boolean isLiteral() {
    return literal;
  }

  /** Returns the only text that a literal matches, without backslashes. */
  String meant() {
    return new String(pattern);
  }

  boolean matches(CharSequence text) {
    int length = text.length();
    int at = 0;
    int in = 0;
    int lastAny = -1;
    int resumed = 0;
    while (at < length) {
      if (in < pattern.length && pattern[in] == ANY) {
        lastAny = in++;
        resumed = at;
      } else if (in < pattern.length
          && (pattern[in] == ONE || pattern[in] == folded(text.charAt(at)))) {
        in++;
        at++;
      } else if (lastAny >= 0) {
        // The last star takes one more character.
        in = lastAny + 1;
        at = ++resumed;
      } else {
        return false;
      }
    }
    while (in < pattern.length && pattern[in] == ANY) {
      in++;
    }
    return in == pattern.length;
  }

  @Override
  public String toString() {
    return written;
  }
}
