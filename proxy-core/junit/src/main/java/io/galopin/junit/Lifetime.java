package io.galopin.junit;

/** How long a proxy is there. */
public enum Lifetime {
  /**
   * As long as where it is declared: for a test if that is an instance field or a parameter of a
   * test, for a class if it is the class, a static field or another parameter.
   */
  DECLARATION,
  /** Each test has one of its own; so has each thread of tests that run in parallel. */
  TEST,
  /** All tests of a class share one. */
  CLASS,
  /** All tests that are run together share one: the first to declare a name opens it. */
  SUITE
}
