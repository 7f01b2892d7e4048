package io.galopin.protocol.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** The requests that fail and for which the client has not got its answer yet. */
final class FailedRequests {

  /**
   * What a failure leaves.
   *
   * @param before the messages that the client gets before the error, a character for each byte
   * @param status the status of the transaction after it; 0 if the client has yet to ask for that
   */
  record Left(String before, byte status) {}

  private final IdentityHashMap<PostgresRequest, Left> failed = new IdentityHashMap<>(0);

  /**
   * Notes a request that fails outside of a transaction, unless its substitute says otherwise.
   *
   * @param asksLater whether the client has yet to ask for the status
   */
  void add(PostgresRequest request, boolean asksLater) {
    failed.put(request, new Left("", asksLater ? 0 : Transactions.IDLE));
  }

  /**
   * Notes the head of the backend's answer to a substitute: what succeeded, an error, and the
   * status. Returns the status.
   */
  byte answered(PostgresRequest request, ByteBuf in, int length) {
    int from = in.readerIndex();
    int to = from + length;
    int error = to;
    byte status = request.commits() ? Transactions.IDLE : Transactions.FAILED;
    for (int at = from; at + Wire.HEADER <= to; at += in.getInt(at + 1) + 1) {
      byte type = in.getByte(at);
      if (type == 'E' && error == to) {
        error = at;
      } else if (type == 'Z' && at + Wire.READY == to) {
        status = in.getByte(to - 1);
      }
    }
    Left expected = failed.get(request);
    if (expected == null) {
      return status;
    }
    boolean began = request.prelude() != null && error < to;
    String before = began ? in.toString(from, error - from, ISO_8859_1) : "";
    failed.put(request, new Left(before, expected.status() == 0 ? 0 : status));
    return status;
  }

  /** Returns what the failure of a request leaves; null if the backend has got the request. */
  @Nullable Left take(PostgresRequest request) {
    return failed.remove(request);
  }
}
