package io.galopin.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Names {

  private Names() {}

  /**
   * The known name that is nearest to {@code wanted} by edit distance, if it is near enough to be a
   * slip of the pen: at most a third of the letters, and at least one.
   */
  public static Optional<String> nearest(String wanted, Collection<String> known) {
    int near = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> distance(wanted, name) <= near)
        .min(
            Comparator.comparingInt((String name) -> distance(wanted, name))
                .thenComparing(name -> name));
  }

  /** Levenshtein's distance: how many letters to add, drop or change. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
