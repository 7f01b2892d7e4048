package io.galopin.protocol.postgres;

import io.galopin.api.Attribute;
import io.galopin.api.Attribute.Moment;
import io.galopin.protocol.text.Printable;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of requests and replies. Replies are read again only when a rule asks. */
final class PostgresAttributes {

  static final Attribute MESSAGE =
      Attribute.word("postgres.message", Moment.REQUEST, "the messages: Query, Parse, Bind, Sync")
          .asMany();

  static final Attribute STATEMENT =
      Attribute.word(
              "postgres.statement",
              Moment.REQUEST,
              "the kinds of the statements: SELECT, COMMIT, ROLLBACK-TO; OTHER if unknown")
          .asMany();

  static final Attribute TABLE =
      Attribute.text(
              "postgres.table",
              Moment.REQUEST,
              "the tables that the statements name, without schema, and with it where it is given")
          .asMany();

  static final Attribute SQL =
      Attribute.text("postgres.sql", Moment.REQUEST, "the texts of the statements")
          .asMany()
          .asSecret();

  static final Attribute DATABASE =
      Attribute.text("postgres.database", Moment.REQUEST, "the database of the connection");

  static final Attribute USER =
      Attribute.text("postgres.user", Moment.REQUEST, "the user of the connection");

  static final Attribute APPLICATION_NAME =
      Attribute.text(
          "postgres.application-name", Moment.REQUEST, "what the client calls its application");

  static final Attribute IN_TRANSACTION =
      Attribute.flag(
          "postgres.in-transaction", Moment.REQUEST, "whether a transaction is open already");

  static final Attribute TAG =
      Attribute.word(
          "postgres.tag",
          Moment.REPLY,
          "the command that is done: INSERT, CREATE TABLE; not if rows come first");

  static final Attribute SQLSTATE =
      Attribute.word("postgres.sqlstate", Moment.REPLY, "the code of an error: 23505");

  static final Attribute ROWS =
      Attribute.number(
          "postgres.rows", Moment.REPLY, "how many rows were changed; not if rows come first");

  static final List<Attribute> ALL =
      List.of(
          MESSAGE,
          STATEMENT,
          TABLE,
          SQL,
          DATABASE,
          USER,
          APPLICATION_NAME,
          IN_TRANSACTION,
          TAG,
          SQLSTATE,
          ROWS);

  private PostgresAttributes() {}

  static @Nullable Object of(Attribute attribute, PostgresRequest request, Parameters parameters) {
    return switch (attribute.name()) {
      case "postgres.message" -> request.messages();
      case "postgres.statement" -> request.kinds();
      case "postgres.table" -> request.tables();
      case "postgres.sql" -> request.texts();
      case "postgres.database" -> parameters.database();
      case "postgres.user" -> parameters.user();
      case "postgres.application-name" -> parameters.applicationName();
      case "postgres.in-transaction" -> request.before().open();
      default -> null;
    };
  }

  static @Nullable Object of(Attribute attribute, PostgresReply reply, ByteBuf head) {
    if (attribute.equals(SQLSTATE)) {
      return reply == PostgresReply.ERROR ? sqlstate(head) : null;
    }
    String tag = reply == PostgresReply.COMPLETE ? tag(head) : null;
    if (tag == null) {
      return null;
    }
    int number = tag.lastIndexOf(' ') + 1;
    boolean counts = number > 0 && tag.substring(number).matches("[0-9]{1,18}");
    if (attribute.equals(ROWS)) {
      return counts ? (Object) Long.parseLong(tag.substring(number)) : null;
    }
    return attribute.equals(TAG) ? tag.replaceFirst("( [0-9]+)+$", "") : null;
  }

  /** Returns the tag of the last CommandComplete in a head. */
  private static @Nullable String tag(ByteBuf head) {
    int last = last(head, 'C');
    return last < 0
        ? null
        : Wire.text(
            head, last + Wire.HEADER, Wire.stringEnd(head, last + Wire.HEADER, head.writerIndex()));
  }

  /** Returns the code of an error at the end of a head. */
  private static @Nullable String sqlstate(ByteBuf head) {
    int at = last(head, 'E');
    return at < 0 ? null : sqlstate(head, at, head.writerIndex());
  }

  /** Returns the code of the error between two indices. */
  static @Nullable String sqlstate(ByteBuf in, int from, int to) {
    for (int field = from + Wire.HEADER; field < to; ) {
      int end = Wire.stringEnd(in, field, to);
      if (in.getByte(field) == 'C') {
        return Wire.text(in, field + 1, Math.max(field + 1, end));
      }
      field = end + 1;
    }
    return null;
  }

  /** Returns the index of the last message of a type; -1 if there is none. */
  private static int last(ByteBuf head, char type) {
    int last = -1;
    for (long at = head.readerIndex(); at + Wire.HEADER <= head.writerIndex(); ) {
      if (head.getByte((int) at) == type) {
        last = (int) at;
      }
      at += head.getInt((int) at + 1) + 1L;
    }
    return last;
  }

  /** The journal's label of a reply: {@code UPDATE 3}, {@code 40001}. */
  static String label(PostgresReply reply, ByteBuf head) {
    String said =
        switch (reply) {
          case COMPLETE -> tag(head);
          case ERROR -> sqlstate(head);
          default -> null;
        };
    return said == null || said.isEmpty() ? reply.label() : Printable.of(said);
  }
}
