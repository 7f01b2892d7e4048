package io.galopin.live;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of a proxy that has an end, or that somebody has signed.
 *
 * @param subject what was changed
 * @param since when it was set last
 * @param end when it will be undone; empty if nobody said when
 * @param by who has set it; empty if that is unknown
 */
public record Impairment(Subject subject, Instant since, Optional<Instant> end, String by) {

  /** Returns the same with another end. */
  Impairment endingAt(Instant changed) {
    return new Impairment(subject, since, Optional.of(changed), by);
  }

  /** The kinds of things that can have an end. */
  public enum Kind {
    /** One toxic. It is removed at the end. */
    TOXIC,
    /** One rule. It is removed at the end. */
    RULE,
    /** The mix. At the end, the proxy has the mix again that it had before. */
    MIX,
    /** That the proxy is disabled. At the end, it is enabled if it was before. */
    DISABLED,
    /** That the proxy comes and goes. */
    FLAP,
    /** The toxics of a profile. They are removed at the end. */
    PROFILE
  }

  /**
   * What of a proxy was changed.
   *
   * @param name of the toxic, rule or profile; empty for the other kinds
   */
  public record Subject(Kind kind, String name) {

    /** The mix of a proxy. */
    public static final Subject MIX = new Subject(Kind.MIX, "");

    /** That a proxy is disabled. */
    public static final Subject DISABLED = new Subject(Kind.DISABLED, "");

    /** A toxic of a proxy. */
    public static Subject toxic(String name) {
      return new Subject(Kind.TOXIC, name);
    }

    /** The profile of a proxy. */
    public static Subject profile(String name) {
      return new Subject(Kind.PROFILE, name);
    }

    /** A rule of a proxy. */
    public static Subject rule(String name) {
      return new Subject(Kind.RULE, name);
    }
  }
}
