package io.galopin.protocol.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.protocol.sql.SqlKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What the backend gets in place of a request that fails, so that its transaction is in the state
 * in which the failure would have left it. An error fails the transaction; an error of COMMIT rolls
 * it back.
 */
final class Substitutes {

  /** Always an error, in any transaction, and harmless outside of one. */
  private static final String FAILS = "ROLLBACK TO SAVEPOINT injected_by_galopin";

  /** Always an error when it is parsed, so that nothing is answered before it. */
  private static final String FAILS_TO_PARSE = "injected by Galopin, on purpose";

  /** What the server says in a transaction that has failed; an error even without PL/pgSQL. */
  private static final String FAILED =
      "DO $$ BEGIN RAISE EXCEPTION SQLSTATE '25P02' USING MESSAGE = 'current transaction is aborted,"
          + " commands ignored until end of transaction block'; END $$";

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
   * Returns what the backend gets in place of a request after a client was told of a failure that
   * the backend does not know of.
   *
   * @return null if the request goes on as it is
   */
  static @Nullable ByteBuf ofSpoiled(
      Transactions transactions, PostgresRequest request, ByteBufAllocator allocator) {
    if (request.executed().isEmpty() || !transactions.takeSpoiled()) {
      return null;
    }
    SqlKind first = request.executed().get(0).statement().kind();
    if (first == SqlKind.ROLLBACK || first == SqlKind.ROLLBACK_TO) {
      return null;
    }
    if (request.form() == PostgresRequest.Form.SIMPLE) {
      return query(FAILED, allocator);
    }
    ByteBuf instead = unparsable(allocator.buffer());
    return request.complete() ? instead.writeBytes(SYNC) : instead;
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
