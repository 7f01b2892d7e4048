package io.galopin.engine.match;

import io.galopin.api.Attribute;
import io.galopin.api.OptionException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition for a rule to apply. Immutable and thread-safe; {@code toString} returns what a user
 * would write.
 */
public sealed interface Condition {

  /** Returns a condition that always holds. */
  static Condition always() {
    return new All(List.of());
  }

  /** Whether it holds. */
  boolean holds(Facts facts);

  /** Returns the terms that it tests. */
  Stream<Term> terms();

  /**
   * Returns whose exchanges it is about: of its terms, the highest level tells. What terms of lower
   * levels tell of such an exchange holds for the whole connection.
   */
  default Level level() {
    Level highest = terms().map(Term::level).reduce(Level.CONNECTION, Condition::higher);
    return highest.equals(Level.CONNECTION) ? Level.PROTOCOL : highest;
  }

  private static Level higher(Level one, Level other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Returns when all of its terms are known for an exchange of its level. */
  default Attribute.Moment moment() {
    Level level = level();
    return terms()
        .filter(term -> term.level().equals(level))
        .map(term -> term.attribute().moment())
        .reduce(
            Attribute.Moment.CONNECTION, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  /**
   * Returns which exchanges of the protocol it is about. Only a condition that names the opening,
   * as {@code opening} or as exchange 0, is about that.
   */
  default Reach reach() {
    return Reach.REQUESTS;
  }

  /** Returns the conditions that must all hold. */
  default List<Condition> parts() {
    return List.of(this);
  }

  /** Returns the number of parts. */
  default int size() {
    return 1;
  }

  /** Returns the total number of compiled instructions of its regular expressions. */
  int steps();

  /**
   * Tests the value of one term.
   *
   * @param sign the sign between the two in text form
   */
  static Condition test(Term term, String sign, Expectation expected) {
    return new Test(term, sign, expected);
  }

  /** Tests that a term has a value. */
  static Condition has(Term term) {
    return new Test(term, "", new Expectation.Present());
  }

  /** Tests that the value of a yes-or-no term is yes. */
  static Condition is(Term term) {
    return new Test(term, "", new Expectation.Yes());
  }

  /** Negates {@code condition}. */
  static Condition not(Condition condition) {
    return condition instanceof Not not ? not.condition : new Not(condition);
  }

  /**
   * Requires all conditions.
   *
   * @throws OptionException if two of them exclude each other
   */
  static Condition all(List<Condition> conditions) {
    List<Condition> parts =
        conditions.stream().flatMap(condition -> condition.parts().stream()).toList();
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (exclude(parts.get(j), parts.get(i))) {
          throw new OptionException(
              "when",
              parts.get(j) + " " + parts.get(i),
              "conditions that can hold together, these never do");
        }
      }
    }
    return parts.size() == 1 ? parts.get(0) : new All(parts);
  }

  private static boolean exclude(Condition one, Condition other) {
    if (one instanceof Test a && other instanceof Test b && a.term.equals(b.term)) {
      // With several values, each of the two conditions may match another one.
      return !a.term.attribute().many()
          && (a.expected.excludes(b.expected) || b.expected.excludes(a.expected));
    }
    return (one instanceof Not a && a.condition.toString().equals(other.toString()))
        || (other instanceof Not b && b.condition.toString().equals(one.toString()));
  }

  /** Requires at least one condition. */
  static Condition any(List<Condition> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : new Any(List.copyOf(conditions));
  }

  /** The value of a term is as expected, or one of its values is. */
  record Test(Term term, String sign, Expectation expected) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      Object value = facts.value(term);
      if (value == null) {
        return false;
      }
      return term.attribute().many() ? fitsAny((List<?>) value) : expected.fits(value);
    }

    private boolean fitsAny(List<?> values) {
      for (Object value : values) {
        if (expected.fits(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Reach reach() {
      return expected.reach(term.attribute());
    }

    @Override
    public Stream<Term> terms() {
      return Stream.of(term);
    }

    @Override
    public int steps() {
      return expected.steps();
    }

    /** Returns the value as text, as far as it may be shown. */
    String shown(Facts facts) {
      @Nullable Object value = facts.value(term);
      if (value == null) {
        return "missing";
      }
      return term.attribute().secret() ? "another" : Values.shown(value);
    }

    @Override
    public String toString() {
      if (sign.isEmpty()) {
        return expected instanceof Expectation.Yes ? term.toString() : "has " + term;
      }
      return term + sign + Quoted.of(expected.toString());
    }
  }

  /** Another condition does not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return !condition.holds(facts);
    }

    @Override
    public Stream<Term> terms() {
      return condition.terms();
    }

    @Override
    public int steps() {
      return condition.steps();
    }

    @Override
    public String toString() {
      return condition instanceof Test test && !test.sign.isEmpty()
          ? test.term + "!" + test.sign + Quoted.of(test.expected.toString())
          : condition instanceof Test ? "not " + condition : "not (" + condition + ")";
    }
  }

  /** All of several conditions hold. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public int size() {
      return parts.size();
    }

    @Override
    public boolean holds(Facts facts) {
      for (Condition part : parts) {
        if (!part.holds(facts)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Reach reach() {
      return parts.stream().map(Condition::reach).reduce(Reach.REQUESTS, Reach::and);
    }

    @Override
    public Stream<Term> terms() {
      return parts.stream().flatMap(Condition::terms);
    }

    @Override
    public int steps() {
      return parts.stream().mapToInt(Condition::steps).sum();
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> part instanceof Any ? "(" + part + ")" : part.toString())
          .collect(Collectors.joining(" "));
    }
  }

  /** At least one of several conditions holds. */
  record Any(List<Condition> choices) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      for (Condition choice : choices) {
        if (choice.holds(facts)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Reach reach() {
      return choices.stream().map(Condition::reach).reduce(Reach::or).orElse(Reach.REQUESTS);
    }

    @Override
    public Stream<Term> terms() {
      return choices.stream().flatMap(Condition::terms);
    }

    @Override
    public int steps() {
      return choices.stream().mapToInt(Condition::steps).sum();
    }

    @Override
    public String toString() {
      return choices.stream().map(Condition::toString).collect(Collectors.joining(" or "));
    }
  }
}
