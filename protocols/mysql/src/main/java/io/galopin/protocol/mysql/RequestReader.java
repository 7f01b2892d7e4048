package io.galopin.protocol.mysql;

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
        runs(statement.text());
      }
      case STMT_PREPARE -> {
        statement = statement(in, payload, end);
        prepared.asked(statement);
      }
      case INIT_DB ->
          facts.becomes(seen.inDatabase(seen.texts().readName(in, payload, end - payload)));
      case CHANGE_USER -> {
        Login login = Login.ofChange(in, at, end, facts.agreed(), seen.texts());
        facts.becomes(new Facts.Seen(login.database(), login.user(), false, login.texts()));
      }
      case STMT_EXECUTE, STMT_BULK_EXECUTE, STMT_RESET -> {
        if (end - payload >= 4) {
          number = in.getIntLE(payload);
          longData = prepared.takeLongData(number);
          statement = prepared.get(number);
        }
        if (command.executes()) {
          runs(statement.text());
        }
      }
      default -> {}
    }
    return MysqlRequest.of(command, statement, number, longData, seen, facts.now());
  }

  private Statement statement(ByteBuf in, int from, int end) {
    String text = from >= end ? null : facts.now().texts().read(in, from, end - from);
    return text == null ? Statement.UNKNOWN : new Statement(text, facts.dialect());
  }

  /**
   * A client may write in another set of characters from now on. One that does not hear of its
   * database from the server may choose another with USE.
   */
  private void runs(String text) {
    CharacterSet texts = WrittenIn.after(text);
    if (texts != null) {
      facts.becomes(facts.now().writing(texts));
    }
    if (!facts.agreed().has(Capabilities.SESSION_TRACK)
        && text.regionMatches(true, 0, USE, 0, USE.length())
        && text.length() < limits.statement()) {
      String name = text.substring(USE.length()).strip().replaceAll("[`;]", "");
      facts.becomes(facts.now().inDatabase(name));
    }
  }
}
