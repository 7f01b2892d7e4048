package io.galopin.client;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule of a proxy, with its counts since it was set.
 *
 * @param name unique among the rules of its proxy
 * @param text the rule as a user would write it: {@code when http.path=/orders/* first 3 error}
 * @param enabled whether the rule is tried at all
 * @param seen how many exchanges it was tried on
 * @param matched how many of them matched
 * @param fired how many of those it changed
 * @param nearestMiss what differed in the exchange that came closest to matching; empty if none
 *     failed to match
 */
public record Rule(
    String name,
    String text,
    boolean enabled,
    long seen,
    long matched,
    long fired,
    Optional<String> nearestMiss) {

  private static final Pattern NAMED = Pattern.compile("\\s*[A-Za-z0-9][A-Za-z0-9_.-]*:\\s.*");

  /**
   * Returns the text of a rule with a name: its own if it has one, otherwise one that is free.
   *
   * @param taken the names of other rules of the proxy
   */
  public static String named(String text, Collection<String> taken) {
    if (NAMED.matcher(text).matches()) {
      return text;
    }
    int number = 1;
    while (taken.contains("added-" + number)) {
      number++;
    }
    return "added-" + number + ": " + text;
  }

  /** Returns a line for people. */
  @Override
  public String toString() {
    return name
        + ": saw "
        + seen
        + ", matched "
        + matched
        + ", fired "
        + fired
        + nearestMiss.map(miss -> "; nearest miss: " + miss).orElse("");
  }
}
