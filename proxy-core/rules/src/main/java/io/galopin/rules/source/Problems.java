package io.galopin.rules.source;

import io.galopin.api.Excerpt;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects problems, so that a user sees all of them at once. The same problem counts once. Long
 * values are quoted in part. After the first hundred, problems are only counted.
 */
public final class Problems {

  private record Problem(String what, String text, Place place) {

    ConfigProblem.Wrong wrong() {
      return new ConfigProblem.Wrong(what, text);
    }

    @Override
    public String toString() {
      return text + place.suffix();
    }
  }

  /** Nobody reads more than this. */
  private static final int MOST = 100;

  /** The most characters of a name: enough for the names of a proxy and a toxic, and some keys. */
  private static final int MOST_OF_NAME = 600;

  /** The most characters of an expectation, which may list all known names. */
  private static final int MOST_EXPECTED = 4_000;

  private final Set<Problem> found = new LinkedHashSet<>();
  private int more;

  public void add(String what, String given, String expected, Place place) {
    String name = cut(what, MOST_OF_NAME);
    String phrase = cut(expected, MOST_EXPECTED);
    put(name, name + ": " + Excerpt.of(given) + " (expected: " + phrase + ")", place);
  }

  /** Adds a sentence about {@code what} that says what was expected itself. */
  public void say(String what, String sentence, Place place) {
    String name = cut(what, MOST_OF_NAME);
    put(name, name + ": " + cut(sentence, MOST_EXPECTED), place);
  }

  /** Adds the message of {@code wrong}, with {@code what} in place of the option's name. */
  public void add(String what, OptionException wrong, Place place) {
    String name = cut(what, MOST_OF_NAME);
    put(name, name + wrong.getMessage().substring(wrong.option().length()), place);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  /** Adds that {@code what} is missing, unless its value was already refused. */
  public void missing(String what, String expected, Place place) {
    String start = cut(what, MOST_OF_NAME) + ": ";
    if (found.stream().noneMatch(problem -> problem.text.startsWith(start))) {
      add(what, "missing", expected, place);
    }
  }

  public void unknownKey(String what, String key, Collection<String> known, Place place) {
    unknown(what, "unknown key", key, known, place);
  }

  /** Refuses {@code wanted} and lists the known names. */
  public void unknown(
      String what, String given, String wanted, Collection<String> known, Place place) {
    add(what, given, oneOf(wanted, known), place);
  }

  /** Lists the known names, with the closest one first. */
  private static String oneOf(String wanted, Collection<String> known) {
    String all = String.join(", ", known);
    return Names.nearest(wanted, known)
        .filter(near -> known.size() > 1)
        .map(near -> near + "? One of " + all)
        .orElse(known.size() > 1 ? "one of " + all : all);
  }

  private void put(String what, String text, Place place) {
    // Keeps each problem on one line, whatever the file contains.
    Problem problem = new Problem(what, text.replaceAll("\\p{Cntrl}", "?"), place);
    if (found.size() < MOST) {
      found.add(problem);
    } else if (!found.contains(problem)) {
      more++;
    }
  }

  /**
   * Ends a step that collects problems.
   *
   * @throws ConfigProblem if there are any
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      List<Problem> sorted =
          found.stream()
              .sorted(Comparator.comparing(Problem::place).thenComparing(Problem::text))
              .toList();
      List<String> lines = new ArrayList<>(sorted.stream().map(Problem::toString).toList());
      if (more > 0) {
        lines.add("and " + more + " more");
      }
      throw new ConfigProblem(sorted.stream().map(Problem::wrong).toList(), lines);
    }
  }
}
