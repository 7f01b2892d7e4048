package io.galopin.engine.exchange;

import io.galopin.engine.trace.Listening;
import java.util.List;

/**
 * Who is told of an exchange, as far as that is known. Immutable.
 *
 * @param sure those who are told
 * @param perhaps those whose conditions have not been tested
 * @param known the values of the request that these conditions test
 */
record Hearers(List<Listening> sure, List<Listening> perhaps, KnownValues known) {

  private static final KnownValues NOTHING = new KnownValues(List.of(), List.of());

  /** Nobody. */
  static final Hearers NONE = new Hearers(List.of(), List.of());

  Hearers(List<Listening> sure, List<Listening> perhaps) {
    this(sure, perhaps, NOTHING);
  }

  /** Whether nobody is told of it. */
  boolean isEmpty() {
    return sure.isEmpty() && perhaps.isEmpty();
  }
}
