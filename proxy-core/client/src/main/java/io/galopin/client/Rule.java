package io.galopin.client;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule of a proxy, and what it has counted since it was set.
 *
 * @param name unique among the rules of its proxy
 * @param text as a user would write it: {@code when http.path=/orders/* first 3 error}
 * @param enabled whether it is asked at all
 * @param seen how many exchanges it was asked about
 * @param matched how many of them matched
 * @param fired on how many of those it acted
 * @param nearestMiss what was different in the exchange that came nearest to matching; empty if
 *     none has missed
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
   * The text of a rule with a name: with its own if it has one, else with one that is free.
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

  /** As a line for people. */
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
