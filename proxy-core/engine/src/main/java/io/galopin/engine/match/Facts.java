package io.galopin.engine.match;

import org.jspecify.annotations.Nullable;

/** What is known of an exchange or a connection. */
@FunctionalInterface
public interface Facts {

  /** The value of a term, of its attribute's type; null if there is none. */
  @Nullable Object value(Term term);
}
