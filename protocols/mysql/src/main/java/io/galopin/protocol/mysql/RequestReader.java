package io.galopin.protocol.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/** Reads the heads of commands. */
final class RequestReader {

  private static final String USE = "USE ";

  private final Limits limits;
  private final Facts facts;
  private final PreparedStatements prepared;

  RequestReader(Limits limits, Facts facts, PreparedStatements prepared) {
    this.limits = limits;
    this.facts = facts;
    this.prepared = prepared;
  }

  /**
   * Reads a command.
   *
   * @param end where its head ends, which may not be all of it
   */
  MysqlRequest read(Command command, ByteBuf in, int end) {
    int at = in.readerIndex();
    int payload = Math.min(end, at + Packets.HEADER + 1);
    Facts.Seen seen = facts.now();
    Statement statement = Statement.UNKNOWN;
    int number = 0;
    boolean longData = false;
    switch (command) {
      case QUERY -> {
        statement = statement(in, QueryAttributes.end(in, payload, end, facts.agreed()), end);
        use(statement.text());
      }
      case STMT_PREPARE -> {
        statement = statement(in, payload, end);
        prepared.asked(statement);
      }
      case INIT_DB -> facts.becomes(seen.inDatabase(in.toString(payload, end - payload, UTF_8)));
      case CHANGE_USER -> {
        Login login = Login.ofChange(in, at, end, facts.agreed());
        facts.becomes(new Facts.Seen(login.database(), login.user(), false));
      }
      case STMT_EXECUTE, STMT_BULK_EXECUTE, STMT_RESET -> {
        if (end - payload >= 4) {
          number = in.getIntLE(payload);
          longData = prepared.takeLongData(number);
          statement = prepared.get(number);
        }
      }
      default -> {}
    }
    return MysqlRequest.of(command, statement, number, longData, seen);
  }

  private Statement statement(ByteBuf in, int from, int end) {
    return from >= end
        ? Statement.UNKNOWN
        : new Statement(in.toString(from, end - from, UTF_8), facts.dialect());
  }

  /** A client that does not hear of its database from the server may choose one with USE. */
  private void use(String text) {
    if (!facts.agreed().has(Capabilities.SESSION_TRACK)
        && text.regionMatches(true, 0, USE, 0, USE.length())
        && text.length() < limits.statement()) {
      String name = text.substring(USE.length()).strip().replaceAll("[`;]", "");
      facts.becomes(facts.now().inDatabase(name));
    }
  }
}
