package io.galopin.protocol.postgres;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements and portals of one connection, so that it is known what is executed.
 * Bounded: beyond that, those that were not used for the longest time are forgotten, and are {@link
 * Prepared#UNKNOWN}.
 */
final class PreparedStatements {

  /** The most named portals; a client seldom has more than one. */
  private static final int MOST_PORTALS = 100;

  private final int most;
  private final Map<String, Prepared> named = new LinkedHashMap<>(0, 0.75f, true);
  private final Map<String, Prepared> portals = new LinkedHashMap<>(0, 0.75f, true);
  private Prepared unnamed = Prepared.UNKNOWN;
  private Prepared unnamedPortal = Prepared.UNKNOWN;
  private int weight;

  /**
   * Has none.
   *
   * @param most how many bytes the named statements may weigh
   */
  PreparedStatements(int most) {
    this.most = most;
  }

  void prepare(String name, Prepared prepared) {
    if (name.isEmpty()) {
      unnamed = prepared;
      return;
    }
    close(name);
    weight += weight(name, prepared);
    named.put(name, prepared);
    Iterator<Map.Entry<String, Prepared>> eldest = named.entrySet().iterator();
    while (weight > most && eldest.hasNext()) {
      Map.Entry<String, Prepared> forgotten = eldest.next();
      weight -= weight(forgotten.getKey(), forgotten.getValue());
      eldest.remove();
    }
  }

  private static int weight(String name, Prepared prepared) {
    return 2 * name.length() + prepared.weight();
  }

  Prepared statement(String name) {
    return name.isEmpty() ? unnamed : known(named.get(name));
  }

  void close(String name) {
    Prepared closed = named.remove(name);
    if (closed != null) {
      weight -= weight(name, closed);
    }
  }

  Prepared bind(String portal, String statement) {
    Prepared bound = statement(statement);
    if (portal.isEmpty()) {
      unnamedPortal = bound;
    } else {
      portals.put(portal, bound);
      if (portals.size() > MOST_PORTALS) {
        portals.remove(portals.keySet().iterator().next());
      }
    }
    return bound;
  }

  Prepared portal(String name) {
    return name.isEmpty() ? unnamedPortal : known(portals.get(name));
  }

  void closePortal(String name) {
    portals.remove(name);
  }

  private static Prepared known(@Nullable Prepared found) {
    return found == null ? Prepared.UNKNOWN : found;
  }
}
