package io.galopin.engine.match;

import io.galopin.api.Attribute;
import java.util.Objects;
import java.util.stream.Stream;

/** Conditions on one attribute for tests. */
public final class Conditions {

  private Conditions() {}

  /** A text that one of these patterns matches. */
  public static Condition like(Attribute attribute, String... patterns) {
    return test(
        attribute,
        new Expectation.OneOf(
            Stream.of(patterns)
                .<Expectation>map(pattern -> new Expectation.Like(new Glob(pattern, false)))
                .toList()));
  }

  /** A number, both ends included. */
  public static Condition within(Attribute attribute, long least, long most) {
    return test(attribute, new Expectation.Within(least, most));
  }

  /** An address of a network. */
  public static Condition from(Attribute attribute, String network) {
    return test(
        attribute, new Expectation.From(Objects.requireNonNull(Network.of(network), network)));
  }

  private static Condition test(Attribute attribute, Expectation expected) {
    return Condition.test(new Term(attribute, ""), "=", expected);
  }
}
