package io.galopin.protocol.mysql;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The prepared statements of one connection, so that it is known what is executed. Bounded: beyond
 * that, those that were not used for the longest time are forgotten, and are {@link
 * Statement#UNKNOWN}.
 */
final class PreparedStatements {

  /** In place of a number, stands for the statement that was prepared last (MariaDB). */
  static final int NEWEST = -1;

  /** What a statement weighs besides its text, in bytes. */
  private static final int WEIGHT = 200;

  /** The most statements of which it is known that they have long data. */
  private static final int MOST_LONG = 1000;

  private final int most;
  private final Map<Integer, Statement> statements = new LinkedHashMap<>(0, 0.75f, true);
  private final Set<Integer> longData = new HashSet<>(0);
  private Statement newest = Statement.UNKNOWN;
  private long weight;

  /** Whether any statement may have long data. */
  private boolean anyLongData;

  /**
   * Has none.
   *
   * @param most how many bytes they may weigh
   */
  PreparedStatements(int most) {
    this.most = most;
  }

  /** A client asks to prepare a statement, which may be executed before it has a number. */
  void asked(Statement statement) {
    newest = statement;
  }

  /** A statement has its number. */
  void prepared(int number, Statement statement) {
    close(number);
    weight += weight(statement);
    statements.put(number, statement);
    Iterator<Statement> eldest = statements.values().iterator();
    while (weight > most && eldest.hasNext()) {
      weight -= weight(eldest.next());
      eldest.remove();
    }
  }

  private static int weight(Statement statement) {
    return WEIGHT + 2 * statement.text().length();
  }

  Statement get(int number) {
    if (number == NEWEST) {
      return newest;
    }
    Statement known = statements.get(number);
    return known == null ? Statement.UNKNOWN : known;
  }

  void close(int number) {
    Statement closed = statements.remove(number);
    if (closed != null) {
      weight -= weight(closed);
    }
    longData.remove(number);
  }

  /** The backend has got data for the next execution of a statement. */
  void longData(int number) {
    if (longData.size() < MOST_LONG) {
      longData.add(number);
    } else {
      anyLongData = true;
    }
  }

  /** A statement is executed or reset. Returns whether the backend may have had data for it. */
  boolean takeLongData(int number) {
    return longData.remove(number) || anyLongData;
  }

  /** The backend has forgotten all. */
  void clear() {
    statements.clear();
    longData.clear();
    newest = Statement.UNKNOWN;
    weight = 0;
    anyLongData = false;
  }
}
