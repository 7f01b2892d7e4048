package io.galopin.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The rules for valid names, and a suggestion for a mistyped one. */
public final class Names {

  /** The most characters of a name. */
  private static final int LONGEST = 200;

  /** What {@link #isName} accepts, as a phrase for messages. */
  public static final String FORM =
      "1 to "
          + LONGEST
          + " characters, no slash, no control character, no lone surrogate, and not . or ..";

  private Names() {}

  /**
   * Whether {@code text} can be the name of a proxy or a toxic. A valid name, when encoded, fits in
   * one path segment of a URL and is unambiguous there.
   */
  public static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && !text.equals(".")
        && !text.equals("..")
        && text.codePoints().allMatch(Names::isAllowed);
  }

  private static boolean isAllowed(int point) {
    int type = Character.getType(point);
    return point != '/'
        && type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /**
   * Returns the known name nearest to {@code wanted} by edit distance, if it is close enough for a
   * typing error: a distance of at most a third of the letters, or one.
   */
  public static Optional<String> nearest(String wanted, Collection<String> known) {
    if (wanted.length() > LONGEST) {
      return Optional.empty();
    }
    int near = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> distance(wanted, name) <= near)
        .min(
            Comparator.comparingInt((String name) -> distance(wanted, name))
                .thenComparing(name -> name));
  }

  /**
   * Returns how many letters to add, drop, change, or swap with the next (optimal string
   * alignment).
   */
  private static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] next = new int[to.length() + 1];
      next[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = row[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        next[j] = Math.min(change, Math.min(row[j], next[j - 1]) + 1);
        if (isSwap(from, i, to, j)) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      before = row;
      row = next;
    }
    return row[to.length()];
  }

  private static boolean isSwap(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
