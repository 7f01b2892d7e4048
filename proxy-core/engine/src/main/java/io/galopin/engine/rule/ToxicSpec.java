package io.galopin.engine.rule;

import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.api.Names;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Toxic;

/**
 * A toxic of a proxy. Immutable except for its counters; a change creates a new one with the same
 * name.
 *
 * @param name unique among the toxics of its proxy, a {@linkplain Names#isName name}
 * @param made an instance of this proxy's own, with its attributes
 * @param direction the link on which it acts
 * @param toxicity the chance that it acts on a connection, 0 to 1
 * @param scope the connections and times at which it may act
 * @param tally its counters
 */
public record ToxicSpec(
    String name,
    Made<Toxic> made,
    Direction direction,
    double toxicity,
    Scope scope,
    ToxicTally tally) {

  /** Creates a toxic with all counters at 0. */
  public ToxicSpec(
      String name, Made<Toxic> made, Direction direction, double toxicity, Scope scope) {
    this(name, made, direction, toxicity, scope, new ToxicTally());
  }

  /** Creates a toxic from its parts, with all counters at 0. */
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

  /** Creates a toxic for all connections at all times. */
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

  /** Returns the same toxic, made by another version of its plugin; both share their counters. */
  public ToxicSpec remade(Made<Toxic> again) {
    return new ToxicSpec(name, again, direction, toxicity, scope, tally);
  }

  /** Returns a toxic to look at, with the same counters. It keeps nothing of its plugin. */
  public ToxicSpec inert() {
    return remade(made.with((place, before) -> (length, arrived) -> Move.passAll()));
  }

  /** Returns the name of the plugin that made {@link #toxic}. */
  public String type() {
    return made.plugin();
  }

  /** Returns the options of {@link #toxic}. */
  public Options attributes() {
    return made.options();
  }

  /** Returns the toxic. */
  public Toxic toxic() {
    return made.instance();
  }

  /**
   * Whether {@code other} has the same name and does the same in the same places; counters are not
   * compared.
   */
  public boolean isSameAs(ToxicSpec other) {
    return name.equals(other.name)
        && direction == other.direction
        && toxicity == other.toxicity
        && made.doesAs(other.made)
        && scope.isSameAs(other.scope);
  }
}
