package io.galopin.client;

/**
 * A change of a proxy that was made with {@link Lasting}.
 *
 * @param name of the toxic, rule or profile; empty for the other kinds
 */
public record Lasted(Kind kind, String name) {

  /** What was changed. */
  public enum Kind {
    TOXIC,
    RULE,
    /** The mix. */
    BEHAVIOR,
    /** That the proxy is disabled. */
    DISABLED,
    FLAP,
    PROFILE
  }

  /** The mix of a proxy. */
  public static final Lasted BEHAVIOR = new Lasted(Kind.BEHAVIOR, "");

  /** That a proxy is disabled. */
  public static final Lasted DISABLED = new Lasted(Kind.DISABLED, "");

  /** That a proxy comes and goes. */
  public static final Lasted FLAP = new Lasted(Kind.FLAP, "");

  /** A toxic. */
  public static Lasted toxic(String name) {
    return new Lasted(Kind.TOXIC, name);
  }

  /** A rule. */
  public static Lasted rule(String name) {
    return new Lasted(Kind.RULE, name);
  }

  /** A profile. */
  public static Lasted profile(String name) {
    return new Lasted(Kind.PROFILE, name);
  }
}
