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
 * @param type the name of the plugin that made {@code toxic}
 * @param direction the link on which it acts
 * @param toxicity the chance that it acts on a connection, 0 to 1
 * @param attributes the options that {@code toxic} was made with
 * @param toxic an instance of this proxy's own
 * @param scope on which connections it may act, and when
 * @param tally what it counts
 */
public record ToxicSpec(
    String name,
    String type,
    Direction direction,
    double toxicity,
    Options attributes,
    Toxic toxic,
    Scope scope,
    ToxicTally tally) {

  /** A toxic that has counted nothing yet. */
  public ToxicSpec(
      String name,
      String type,
      Direction direction,
      double toxicity,
      Options attributes,
      Toxic toxic,
      Scope scope) {
    this(name, type, direction, toxicity, attributes, toxic, scope, new ToxicTally());
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
}
