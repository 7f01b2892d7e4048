package io.galopin.engine.rule;

import io.galopin.api.Direction;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Toxic;

/**
 * A toxic of a proxy. Immutable but for what it counts; a change is a new one with the same name.
 *
 * @param name unique among the toxics of its proxy, a {@linkplain Names#isName name}
 * @param made an instance of this proxy's own, with its attributes
 * @param direction the link on which it acts
 * @param toxicity the chance that it acts on a connection, 0 to 1
 * @param scope on which connections it may act, and when
 * @param tally what it counts
 */
public record ToxicSpec(
    String name,
    Made<Toxic> made,
    Direction direction,
    double toxicity,
    Scope scope,
    ToxicTally tally) {

  /** A toxic that has counted nothing yet. */
  public ToxicSpec(
      String name, Made<Toxic> made, Direction direction, double toxicity, Scope scope) {
    this(name, made, direction, toxicity, scope, new ToxicTally());
  }

  /** The same, of its parts. */
  public ToxicSpec(
      String name,
      String type,
      Direction direction,
      double toxicity,
      Options attributes,
      Toxic toxic,
      Scope scope) {
    this(name, new Made<>(type, attributes, toxic), direction, toxicity, scope);
  }

  /** A toxic for all connections, at all times. */
  public ToxicSpec(
      String name,
      String type,
      Direction direction,
      double toxicity,
      Options attributes,
      Toxic toxic) {
    this(name, type, direction, toxicity, attributes, toxic, Scope.all());
  }

  public ToxicSpec {
    if (!Names.isName(name)) {
      throw new OptionException("name", '"' + name + '"', Names.FORM);
    }
    if (!(toxicity >= 0 && toxicity <= 1)) {
      throw new OptionException("toxicity", toxicity, "0 to 1");
    }
  }

  /** The name of the plugin that made {@link #toxic}. */
  public String type() {
    return made.plugin();
  }

  /** The options that {@link #toxic} was made with. */
  public Options attributes() {
    return made.options();
  }

  /** What acts. */
  public Toxic toxic() {
    return made.instance();
  }

  /** Whether {@code other} has its name and does the same in the same places; counts aside. */
  public boolean isSameAs(ToxicSpec other) {
    return name.equals(other.name)
        && direction == other.direction
        && toxicity == other.toxicity
        && made.doesAs(other.made)
        && scope.isSameAs(other.scope);
  }
}
