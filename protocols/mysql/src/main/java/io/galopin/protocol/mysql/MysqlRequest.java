package io.galopin.protocol.mysql;

import io.galopin.api.Request;
import org.jspecify.annotations.Nullable;

/**
 * A command, or the opening of a connection. Used on one event loop. It also keeps what belongs to
 * it while it is answered; nothing of that is seen outside.
 */
final class MysqlRequest implements Request {

  private final @Nullable Command command;
  private final Statement statement;
  private final int number;
  private final boolean longData;
  private final Facts.Seen seen;
  private final Facts.Seen wanted;

  /** The sequence number of the last packet of either side so far; -1 before the first. */
  private int sequence;

  /** How many packets answer what the backend got in place of this. */
  private int substitutes;

  /**
   * Creates one.
   *
   * @param command null for the opening
   * @param number of a prepared statement
   * @param longData whether the backend may have data for this execution
   * @param seen what was known when it came
   * @param wanted what is so from then on, unless it fails
   */
  private MysqlRequest(
      @Nullable Command command,
      Statement statement,
      int number,
      boolean longData,
      Facts.Seen seen,
      Facts.Seen wanted,
      int sequence) {
    this.command = command;
    this.statement = statement;
    this.number = number;
    this.longData = longData;
    this.seen = seen;
    this.wanted = wanted;
    this.sequence = sequence;
  }

  static MysqlRequest ofOpening() {
    Facts.Seen nothing = Facts.Seen.NOTHING;
    return new MysqlRequest(null, Statement.UNKNOWN, 0, false, nothing, nothing, -1);
  }

  static MysqlRequest of(
      Command command,
      Statement statement,
      int number,
      boolean longData,
      Facts.Seen seen,
      Facts.Seen wanted) {
    return new MysqlRequest(command, statement, number, longData, seen, wanted, 0);
  }

  /** Null for the opening. */
  @Nullable Command command() {
    return command;
  }

  Statement statement() {
    return statement;
  }

  int number() {
    return number;
  }

  boolean longData() {
    return longData;
  }

  Facts.Seen seen() {
    return seen;
  }

  Facts.Seen wanted() {
    return wanted;
  }

  /** A packet of either side has come. */
  void sequence(int last) {
    sequence = last;
  }

  /** Returns the sequence number of the next packet. */
  int next() {
    return sequence + 1 & 0xFF;
  }

  void substitutes(int packets) {
    substitutes = packets;
  }

  int substitutes() {
    return substitutes;
  }

  @Override
  public boolean opening() {
    return command == null;
  }

  @Override
  public boolean failsAtOnce() {
    return command == null;
  }

  /** Whether statements run. */
  boolean runs() {
    return command == Command.QUERY || (command != null && command.executes());
  }

  @Override
  public String label() {
    return command == null ? "connect" : command.name();
  }

  /** Returns the label with the kinds and tables of statements. */
  String details() {
    if (command == Command.QUERY) {
      return statement.label();
    }
    if (command == Command.STMT_PREPARE) {
      return "PREPARE " + statement.label();
    }
    return command != null && command.executes() ? statement.label() + " (prepared)" : label();
  }
}
