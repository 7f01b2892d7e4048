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
    if (request.command() == Command.STMT_PREPARE && agreed.isMariaDb()) {
      // An execution of the newest statement, which may follow at once, must not find an older one.
      int at = Writing.begin(bytes, 0);
      bytes.writeByte(Command.STMT_PREPARE.code());
      Writing.end(bytes, at);
      parts++;
    }
    if (fails.rollsBack() || (request.runs() && request.statement().first() == SqlKind.COMMIT)) {
      query(bytes, "ROLLBACK", agreed);
      parts++;
    }
    request.substitutes(parts);
    if (parts == 0) {
      bytes.release();
      return null;
    }
    return bytes;
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
