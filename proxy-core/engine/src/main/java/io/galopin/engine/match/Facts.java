package io.galopin.engine.match;

import org.jspecify.annotations.Nullable;

/** The facts about an exchange or a connection. */
@FunctionalInterface
public interface Facts {

  /** Returns the value of a term, of its attribute's type; null if there is none. */
  @Nullable Object value(Term term);
}
