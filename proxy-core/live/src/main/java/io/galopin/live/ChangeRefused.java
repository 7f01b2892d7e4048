package io.galopin.live;

/** A change that is refused because its proxy or toxic does not exist, or exists already. */
public final class ChangeRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The reason. */
  public enum Why {
    /** No proxy has this name. */
    NO_PROXY("the name of a proxy that there is"),
    /** Another proxy has this name. */
    PROXY_EXISTS("a name that no other proxy has"),
    /** No toxic of the proxy has this name. */
    NO_TOXIC("the name of a toxic of the proxy"),
    /** Another toxic of the proxy has this name. */
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

  public Why why() {
    return why;
  }

  /** The name of the proxy or toxic. */
  public String name() {
    return name;
  }
}
