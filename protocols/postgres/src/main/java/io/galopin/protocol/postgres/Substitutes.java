package io.galopin.protocol.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the backend gets in place of a request that fails, so that its transaction is in the state
 * in which the failure would have left it. An error fails the transaction; an error of COMMIT rolls
 * it back.
 */
final class Substitutes {

  /** Always an error, in any transaction, and harmless outside of one. */
  private static final String FAILS = "ROLLBACK TO SAVEPOINT injected_by_galopin";

  /** There is no such savepoint, or no transaction. */
  private static final Set<String> FAILS_WITH = Set.of("3B001", "25P01");

  /** Always an error when it is parsed, so that nothing is answered before it. */
  private static final String FAILS_TO_PARSE = "injected by Galopin, on purpose";

  private static final byte[] SYNC = {'S', 0, 0, 0, 4};

  private Substitutes() {}

  /**
   * Returns what the backend gets in place of a request.
   *
   * @return null if nothing
   */
  static @Nullable ByteBuf of(PostgresRequest request, ByteBufAllocator allocator) {
    PostgresRequest.Prelude prelude = request.prelude();
    if (prelude != null) {
      return request.form() == PostgresRequest.Form.SIMPLE
          ? query(prelude.bytes() + FAILS, allocator)
          : unparsable(bytes(prelude.bytes(), allocator)).writeBytes(SYNC);
    }
    if (!request.before().mayBeOpen()) {
      return null;
    }
    return query(request.commits() ? "ROLLBACK" : FAILS, allocator);
  }

  /**
   * Returns a head with a query before it that fails the transaction, so that the server itself
   * says to the request what it says in a transaction that has failed.
   */
  static ByteBuf failingBefore(ByteBuf in, int length) {
    return query(FAILS, in.alloc()).writeBytes(in, in.readerIndex(), length);
  }

  /** Whether an error, of which all bytes are there, answers what fails a transaction. */
  static boolean answers(ByteBuf in, int at) {
    String sqlstate = PostgresAttributes.sqlstate(in, at, at + in.getInt(at + 1) + 1);
    return sqlstate != null && FAILS_WITH.contains(sqlstate);
  }

  private static ByteBuf bytes(String characters, ByteBufAllocator allocator) {
    return allocator.buffer().writeBytes(characters.getBytes(ISO_8859_1));
  }

  private static ByteBuf query(String sql, ByteBufAllocator allocator) {
    byte[] text = sql.getBytes(ISO_8859_1);
    return allocator
        .buffer()
        .writeByte('Q')
        .writeInt(4 + text.length + 1)
        .writeBytes(text)
        .writeByte(0);
  }

  /** Appends a Parse of the unnamed statement, which fails. */
  private static ByteBuf unparsable(ByteBuf to) {
    byte[] text = FAILS_TO_PARSE.getBytes(ISO_8859_1);
    return to.writeByte('P')
        .writeInt(4 + 1 + text.length + 1 + 2)
        .writeByte(0)
        .writeBytes(text)
        .writeByte(0)
        .writeShort(0);
  }
}
