package io.galopin.protocol.postgres;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what the client of one connection sends, once it has {@linkplain StartupCutter started}.
 *
 * <pre>
 *   Query | FunctionCall                          a request
 *   (Parse | Bind | … | Flush)* Sync              a request; its head ends at the first Flush
 *   (CopyData)* (CopyDone | CopyFail)             what belongs to the request before
 *   Terminate | Flush                             of no request
 * </pre>
 */
final class RequestCutter {

  private final Limits limits;
  private final Pairing pairing;
  private final Transactions transactions;
  private final HeadScanner scanner;
  private final HeadReader reader;
  private final Parameters parameters;

  /** A request of which more follows behind its head. */
  private @Nullable PostgresRequest open;

  private boolean openDecided;

  /** Whether the open request ends with the message of which the rest is {@link #left}. */
  private boolean endsWithLeft;

  private long left;

  /** Whether the message of which the rest is {@link #left} is dropped. */
  private boolean leftDropped;

  private Rest rest = Rest.PASSES;

  /** What becomes of the rest of the open request. */
  private enum Rest {
    PASSES,
    /** The proxy skips it, as a server would do it that has failed; also its Sync. */
    SKIPPED,
    /** The same, but the backend has got the beginning, so it gets the Sync. */
    DROPPED
  }

  /** The status of the transaction after what is skipped; 0 until the backend has said. */
  private byte skippedStatus;

  /** The newest request. */
  private @Nullable PostgresRequest newest;

  /** Whether the Sync of the newest request did not count, because the backend wanted rows. */
  private boolean syncLacks;

  RequestCutter(
      Limits limits,
      Pairing pairing,
      Transactions transactions,
      PreparedStatements memory,
      Parameters parameters) {
    this.limits = limits;
    this.pairing = pairing;
    this.transactions = transactions;
    this.parameters = parameters;
    scanner = new HeadScanner(limits);
    reader = new HeadReader(memory, parameters);
  }

  /**
   * Notes that the proxy fails a request that the backend does not get. Returns whether the client
   * has yet to ask for the status of the transaction, after a Flush.
   *
   * @param substituted whether the backend gets something in its place
   */
  boolean failed(PostgresRequest request, boolean substituted) {
    if (hasMore(request)) {
      rest = Rest.SKIPPED;
      skippedStatus = substituted ? 0 : Transactions.IDLE;
      return true;
    }
    return false;
  }

  /**
   * Notes that the client is told of a failure in place of the reply to a request that the backend
   * has got. Returns whether it has yet to ask for the status of the transaction, after a Flush.
   */
  boolean failedAtReply(PostgresRequest request) {
    if (hasMore(request)) {
      rest = Rest.DROPPED;
      return true;
    }
    return false;
  }

  /** Whether the last message of a request is yet to come. */
  private boolean hasMore(PostgresRequest request) {
    return request == open && !endsWithLeft;
  }

  /** Notes the status of the transaction after what the backend got in place of a request. */
  void answered(PostgresRequest request, byte status) {
    if (request == open && rest == Rest.SKIPPED) {
      skippedStatus = status;
    }
  }

  /** Notes that the backend wants rows for a request. A Sync that has come does not count. */
  void copyIn(PostgresRequest request) {
    syncLacks = request == newest && request.complete() && isExtended(request);
  }

  private static boolean isExtended(PostgresRequest request) {
    return request.form() == PostgresRequest.Form.EXTENDED;
  }

  Cut cut(ByteBuf in) throws Flaw {
    if (left > 0) {
      return cutLeft(in);
    }
    return open == null ? cutNew(in) : cutMore(in);
  }

  private Cut cutLeft(ByteBuf in) {
    int length = (int) Math.min(left, in.readableBytes());
    left -= length;
    boolean last = left == 0 && endsWithLeft;
    if (last) {
      open = null;
      endsWithLeft = false;
    }
    if (leftDropped) {
      return dropped(length);
    }
    return newest == null ? Cut.pass(length) : Cut.body(length, last);
  }

  private Cut cutNew(ByteBuf in) throws Flaw {
    byte type = in.getByte(in.readerIndex());
    if (!HeadScanner.isRequest(type)) {
      throw new Flaw("there is no message of this type");
    }
    if (in.readableBytes() < Wire.HEADER) {
      return Cut.more();
    }
    if (type == 'X' || type == 'H') {
      long length = Wire.length(in, in.readerIndex(), limits.head());
      return in.readableBytes() < length ? Cut.more() : Cut.pass((int) length);
    }
    if (type == 'd' || type == 'c' || type == 'f') {
      return cutCopied(in);
    }
    if (type == 'S' && syncLacks) {
      syncLacks = false;
      return Cut.body(Wire.SYNC, true);
    }
    if (transactions.undecided() && !pairing.settled()) {
      return Cut.await();
    }
    transactions.decided();
    int length = scanner.scan(in);
    if (length == 0) {
      return Cut.more();
    }
    return parameters.changing() && dependsOnSettings(in, length)
        ? Cut.await()
        : request(in, length);
  }

  /** Whether a head has text that is read in another way if settings are others. */
  private static boolean dependsOnSettings(ByteBuf in, int length) {
    int to = in.readerIndex() + length;
    for (long at = in.readerIndex(); at + Wire.HEADER < to; at += in.getInt((int) at + 1) + 1L) {
      byte type = in.getByte((int) at);
      int from = (int) at + Wire.HEADER;
      int start = type == 'P' ? Math.min(Wire.stringEnd(in, from, to) + 1, to) : from;
      boolean text = type == 'P' || type == 'Q';
      int end = text ? Wire.stringEnd(in, start, to) : start;
      if (in.forEachByte(start, end - start, each -> each >= 0 && each != '\\') >= 0) {
        return true;
      }
    }
    return false;
  }

  private Cut request(ByteBuf in, int length) {
    PostgresRequest request =
        reader.read(in, in.readerIndex() + length, scanner.complete(), transactions.before());
    transactions.next(request);
    parameters.next(request);
    newest = request;
    syncLacks = false;
    left = scanner.left();
    endsWithLeft = scanner.endsWithMessage();
    open = request.complete() ? null : request;
    openDecided = false;
    rest = Rest.PASSES;
    leftDropped = false;
    Cut cut = Cut.request(length, request.complete(), request);
    if (!transactions.spoiled()) {
      return cut;
    }
    transactions.failedBefore(request);
    return cut.replacedBy(Substitutes.failingBefore(in, length));
  }

  /** Cuts rows that the client sends. They may also follow a request that has failed. */
  private Cut cutCopied(ByteBuf in) throws Flaw {
    int from = in.readerIndex();
    int at = from;
    while (in.writerIndex() - at >= Wire.HEADER && isCopied(in.getByte(at))) {
      long end = at + Wire.length(in, at, limits.message());
      left = Math.max(0, end - in.writerIndex());
      at = (int) Math.min(end, in.writerIndex());
    }
    endsWithLeft = false;
    return newest == null ? Cut.pass(at - from) : Cut.body(at - from, false);
  }

  private static boolean isCopied(byte type) {
    return type == 'd' || type == 'c' || type == 'f';
  }

  /** A backend that never gets the request does not get its end either. */
  private Cut cutSyncOfFailed(ByteBuf in) {
    if (rest == Rest.DROPPED) {
      open = null;
      return Cut.body(Wire.SYNC, true);
    }
    if (skippedStatus == 0) {
      return Cut.await();
    }
    open = null;
    return Cut.answered(Wire.SYNC, Renderings.ready(skippedStatus, in.alloc()));
  }

  private static Cut dropped(int length) {
    return Cut.pass(length).replacedBy(Unpooled.EMPTY_BUFFER);
  }

  /** Cuts what follows a head that is not the whole request. */
  private Cut cutMore(ByteBuf in) throws Flaw {
    if (!openDecided && !pairing.settled()) {
      return Cut.await();
    }
    openDecided = true;
    int from = in.readerIndex();
    int at = from;
    while (in.writerIndex() - at >= Wire.HEADER) {
      byte type = in.getByte(at);
      if (!HeadScanner.isRequest(type)) {
        throw new Flaw("there is no message of this type");
      }
      boolean fails = rest != Rest.PASSES;
      boolean apart = type == 'X' || (fails && type == 'S');
      if (apart && at > from) {
        break;
      }
      if (apart && type == 'S') {
        return cutSyncOfFailed(in);
      }
      if (apart) {
        open = null;
        return cutNew(in);
      }
      long end = at + Wire.length(in, at, limits.message());
      boolean last = HeadScanner.completes(type) && !fails;
      leftDropped = rest == Rest.DROPPED;
      left = Math.max(0, end - in.writerIndex());
      endsWithLeft = last && left > 0;
      at = (int) Math.min(end, in.writerIndex());
      if (last && left == 0) {
        open = null;
        return Cut.body(at - from, true);
      }
    }
    if (at == from) {
      return Cut.more();
    }
    return rest == Rest.DROPPED ? dropped(at - from) : Cut.body(at - from, false);
  }
}
