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
 * Collects what is wrong, so that a user learns all of it at once. The same thing counts once. What
 * was given is repeated in part, if it is long; after a hundred problems, more are only counted.
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

  /** More than this, nobody reads. */
  private static final int MOST = 100;

  /** The most characters of the name of a thing: two names of proxy and toxic, and some keys. */
  private static final int MOST_OF_NAME = 600;

  /** The most characters of a phrase that may list all names that there are. */
  private static final int MOST_EXPECTED = 4_000;

  private final Set<Problem> found = new LinkedHashSet<>();
  private int more;

  public void add(String what, String given, String expected, Place place) {
    String name = cut(what, MOST_OF_NAME);
    String phrase = cut(expected, MOST_EXPECTED);
    put(name, name + ": " + Excerpt.of(given) + " (expected: " + phrase + ")", place);
  }

  /** What {@code wrong} says, of {@code what} instead of the option that it names. */
  public void add(String what, OptionException wrong, Place place) {
    String name = cut(what, MOST_OF_NAME);
    put(name, name + wrong.getMessage().substring(wrong.option().length()), place);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  /** Says that {@code what} is missing, unless what was there has been refused already. */
  public void missing(String what, String expected, Place place) {
    String start = cut(what, MOST_OF_NAME) + ": ";
    if (found.stream().noneMatch(problem -> problem.text.startsWith(start))) {
      add(what, "missing", expected, place);
    }
  }

  public void unknownKey(String what, String key, Collection<String> known, Place place) {
    unknown(what, "unknown key", key, known, place);
  }

  /** Refuses {@code wanted}, with the known names. */
  public void unknown(
      String what, String given, String wanted, Collection<String> known, Place place) {
    add(what, given, oneOf(wanted, known), place);
  }

  /** The known names, the one that was probably meant first. */
  private static String oneOf(String wanted, Collection<String> known) {
    String all = String.join(", ", known);
    return Names.nearest(wanted, known)
        .filter(near -> known.size() > 1)
        .map(near -> near + "? One of " + all)
        .orElse(known.size() > 1 ? "one of " + all : all);
  }

  private void put(String what, String text, Place place) {
    // One line each, whatever was in the file.
    Problem problem = new Problem(what, text.replaceAll("\\p{Cntrl}", "?"), place);
    if (found.size() < MOST) {
      found.add(problem);
    } else if (!found.contains(problem)) {
      more++;
    }
  }

  /**
   * Ends the step that collected.
   *
   * @throws ConfigProblem if there is anything wrong
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
