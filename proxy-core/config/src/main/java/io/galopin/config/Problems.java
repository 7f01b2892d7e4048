package io.galopin.config;

import io.galopin.api.Names;
import io.galopin.api.OptionException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that a user learns all of it at once. The same thing counts once. */
final class Problems {

  private record Problem(String what, String text, Place place) {

    ConfigProblem.Wrong wrong() {
      return new ConfigProblem.Wrong(what, text);
    }

    @Override
    public String toString() {
      return text + place.suffix();
    }
  }

  private final Set<Problem> found = new LinkedHashSet<>();

  void add(String what, String given, String expected, Place place) {
    put(what, what + ": " + given + " (expected: " + expected + ")", place);
  }

  /** What {@code wrong} says, of {@code what} instead of the option that it names. */
  void add(String what, OptionException wrong, Place place) {
    put(what, what + wrong.getMessage().substring(wrong.option().length()), place);
  }

  /** Says that {@code what} is missing, unless what was there has been refused already. */
  void missing(String what, String expected, Place place) {
    if (found.stream().noneMatch(problem -> problem.text.startsWith(what + ": "))) {
      add(what, "missing", expected, place);
    }
  }

  void unknownKey(String what, String key, Collection<String> known, Place place) {
    unknown(what, "unknown key", key, known, place);
  }

  /** Refuses {@code wanted}, with the known names. */
  void unknown(String what, String given, String wanted, Collection<String> known, Place place) {
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
    found.add(new Problem(what, text.replaceAll("\\p{Cntrl}", "?"), place));
  }

  /**
   * Ends the step that collected.
   *
   * @throws ConfigProblem if there is anything wrong
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      List<Problem> sorted =
          found.stream()
              .sorted(Comparator.comparing(Problem::place).thenComparing(Problem::text))
              .toList();
      throw new ConfigProblem(
          sorted.stream().map(Problem::wrong).toList(),
          sorted.stream().map(Problem::toString).toList());
    }
  }
}
