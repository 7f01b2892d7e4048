package io.galopin.live;

/** A change that cannot be, as what it is about is not there, or is there already. */
public final class ChangeRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Why {
    /** There is no proxy of this name. */
    NO_PROXY("the name of a proxy that there is"),
    /** There is a proxy of this name. */
    PROXY_EXISTS("a name that no other proxy has"),
    /** The proxy has no toxic of this name. */
    NO_TOXIC("the name of a toxic of the proxy"),
    /** The proxy has a toxic of this name. */
    TOXIC_EXISTS("a name that no other toxic of the proxy has");

    private final String expected;

    Why(String expected) {
      this.expected = expected;
    }
  }

  private final Why why;
  private final String name;

  ChangeRefused(Why why, String name) {
    super("name: " + name + " (expected: " + why.expected + ")", null, false, false);
    this.why = why;
    this.name = name;
  }

  /** What is wrong. */
  public Why why() {
    return why;
  }

  /** The name of the proxy or the toxic. */
  public String name() {
    return name;
  }
}
