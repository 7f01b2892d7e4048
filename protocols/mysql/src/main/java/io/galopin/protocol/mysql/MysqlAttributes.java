package io.galopin.protocol.mysql;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.protocol.mysql.MysqlReply.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of requests and replies. */
final class MysqlAttributes {

  static final Attribute COMMAND =
      Attribute.word(
          "mysql.command", Moment.REQUEST, "the command: QUERY, STMT_PREPARE, STMT_EXECUTE, PING");

  static final Attribute STATEMENT =
      Attribute.word(
              "mysql.statement",
              Moment.REQUEST,
              "the kinds of the statements that run: SELECT, COMMIT, ROLLBACK-TO; OTHER if unknown")
          .asMany();

  static final Attribute TABLE =
      Attribute.text(
              "mysql.table",
              Moment.REQUEST,
              "the tables that the statements name, without schema, and with it where it is given")
          .asMany();

  static final Attribute SQL =
      Attribute.text("mysql.sql", Moment.REQUEST, "the text of the statements").asSecret();

  static final Attribute DATABASE =
      Attribute.text("mysql.database", Moment.REQUEST, "the database that the connection uses");

  static final Attribute USER =
      Attribute.text("mysql.user", Moment.REQUEST, "the user of the connection");

  static final Attribute IN_TRANSACTION =
      Attribute.flag(
          "mysql.in-transaction", Moment.REQUEST, "whether a transaction is open already");

  static final Attribute REPLY =
      Attribute.word("mysql.reply", Moment.REPLY, "what the reply is: OK, ERR, ROWS, PREPARED");

  static final Attribute ERROR =
      Attribute.number("mysql.error", Moment.REPLY, "the number of an error: 1062");

  static final Attribute AFFECTED_ROWS =
      Attribute.number("mysql.affected-rows", Moment.REPLY, "how many rows were changed");

  static final List<Attribute> ALL =
      List.of(
          COMMAND,
          STATEMENT,
          TABLE,
          SQL,
          DATABASE,
          USER,
          IN_TRANSACTION,
          REPLY,
          ERROR,
          AFFECTED_ROWS);

  private MysqlAttributes() {}

  /** Returns an attribute of a request; null if it has none. */
  static @Nullable Object of(Attribute attribute, MysqlRequest request) {
    Command command = request.command();
    if (command == null) {
      return null;
    }
    boolean hasText = request.runs() || command == Command.STMT_PREPARE;
    return switch (attribute.name()) {
      case "mysql.command" -> command.name();
      case "mysql.statement" -> request.runs() ? request.statement().kinds() : null;
      case "mysql.table" -> hasText ? request.statement().tables() : null;
      case "mysql.sql" -> hasText ? request.statement().text() : null;
      case "mysql.database" -> some(request.seen().database());
      case "mysql.user" -> some(request.seen().user());
      case "mysql.in-transaction" -> request.seen().inTransaction();
      default -> null;
    };
  }

  private static @Nullable String some(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Returns an attribute of a reply; null if it has none. */
  static @Nullable Object of(Attribute attribute, MysqlReply reply) {
    if (attribute.equals(REPLY)) {
      return reply.kind() == Kind.ERROR ? "ERR" : reply.kind().name();
    }
    if (attribute.equals(ERROR)) {
      return reply.kind() == Kind.ERROR ? (Object) (long) reply.code() : null;
    }
    boolean counts = attribute.equals(AFFECTED_ROWS) && reply.affectedRows() >= 0;
    return counts ? (Object) reply.affectedRows() : null;
  }
}
