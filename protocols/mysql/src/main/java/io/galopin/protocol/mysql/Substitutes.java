package io.galopin.protocol.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.api.Failure;
import io.galopin.protocol.sql.SqlKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What the backend gets in place of a request that fails, so that it is left as the failure would
 * have left it. Each part is answered with one packet.
 */
final class Substitutes {

  /** Whatever {@code completion_type} says, no other transaction begins. */
  private static final String ONLY = " AND NO CHAIN NO RELEASE";

  private static final String COMMIT = "COMMIT" + ONLY;
  private static final String ROLLBACK = "ROLLBACK" + ONLY;

  private Substitutes() {}

  /**
   * Returns what the backend gets in place of a request, and notes in it how many packets answer
   * that.
   *
   * @return null if nothing
   */
  static @Nullable ByteBuf of(
      MysqlRequest request, Failure failure, Capabilities agreed, ByteBufAllocator allocator) {
    MysqlFailure fails = MysqlFailure.of(failure);
    if (fails.closes()) {
      // With its connection, the transaction ends as well.
      return null;
    }
    ByteBuf bytes = allocator.buffer();
    int parts = 0;
    if (request.longData()) {
      // Otherwise the next execution would get the data of this one, too.
      int at = Writing.begin(bytes, 0);
      bytes.writeByte(Command.STMT_RESET.code()).writeIntLE(request.number());
      Writing.end(bytes, at);
      parts++;
    }
    Command alone = alone(request, agreed);
    if (alone != null) {
      int at = Writing.begin(bytes, 0);
      bytes.writeByte(alone.code());
      Writing.end(bytes, at);
      parts++;
    }
    String ended = transaction(request, fails);
    if (ended != null) {
      query(bytes, ended, agreed);
      parts++;
    }
    request.substitutes(parts);
    if (parts == 0) {
      bytes.release();
      return null;
    }
    return bytes;
  }

  /** Returns a command without anything behind it; null if none is needed. */
  private static @Nullable Command alone(MysqlRequest request, Capabilities agreed) {
    if (request.command() == Command.CHANGE_USER) {
      // A server forgets the session, and only then looks at the user.
      return Command.RESET_CONNECTION;
    }
    // An execution of the newest statement, which may follow at once, must not find an older one.
    boolean prepares = request.command() == Command.STMT_PREPARE && agreed.isMariaDb();
    return prepares ? Command.STMT_PREPARE : null;
  }

  /** Returns what ends an open transaction as the failure would have; null if it goes on. */
  private static @Nullable String transaction(MysqlRequest request, MysqlFailure fails) {
    Statement statement = request.statement();
    if (request.command() == Command.CHANGE_USER) {
      return null;
    }
    if (request.runs() && statement.commitsBefore() && !fails.comesFirst()) {
      return COMMIT;
    }
    boolean commit = request.runs() && statement.first() == SqlKind.COMMIT;
    return commit || fails.rollsBack() ? ROLLBACK : null;
  }

  private static void query(ByteBuf to, String text, Capabilities agreed) {
    int at = Writing.begin(to, 0);
    to.writeByte(Command.QUERY.code());
    if (agreed.has(Capabilities.QUERY_ATTRIBUTES)) {
      to.writeByte(0).writeByte(1);
    }
    to.writeCharSequence(text, US_ASCII);
    Writing.end(to, at);
  }
}
