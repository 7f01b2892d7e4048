package io.galopin.junit;

/** How long a proxy exists. */
public enum Lifetime {
  /**
   * Depends on where the proxy is declared. On an instance field or a parameter of a test: for one
   * test. On the class, a static field or another parameter: for all tests of the class.
   */
  DECLARATION,
  /** Each test has its own, even when tests run in parallel. */
  TEST,
  /** All tests of a class share one. */
  CLASS,
  /** All tests of a run share one. The first declaration of a name opens it. */
  SUITE
}
