package io.galopin.protocol.redis;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** Cuts the requests of one connection. */
final class RequestCutter {

  private static final String DISCARD = "*1\r\n$7\r\nDISCARD\r\n";
  private static final String PING = "*1\r\n$4\r\nPING\r\n";

  private final RequestHead head;
  private final RespScanner arguments;
  private final Modes modes;
  private final Maintenance maintenance;
  private final Pairing pairing;
  private long ordinal;

  /** Whether the answer to a replica's request decides if the connection stays RESP. */
  private boolean synchronizing;

  RequestCutter(Limits limits, Modes modes, Maintenance maintenance, Pairing pairing) {
    head = new RequestHead(limits);
    arguments = new RespScanner(limits);
    this.modes = modes;
    this.maintenance = maintenance;
    this.pairing = pairing;
  }

  /** The backend has answered a replica's request. */
  void synchronizationAnswered() {
    synchronizing = false;
  }

  Cut cut(ByteBuf in) {
    try {
      if (arguments.active()) {
        int end = arguments.scan(in, in.readerIndex(), in.writerIndex(), false);
        return Cut.body(end - in.readerIndex(), !arguments.active());
      }
      if (synchronizing || (modes.undecided() && !pairing.settled())) {
        return Cut.await();
      }
      modes.decided();
      return cutHead(in);
    } catch (ProtocolError malformed) {
      return Cut.refuse(
          Renderings.refusal(malformed, in.alloc()), "bad request: " + malformed.reason());
    }
  }

  private Cut cutHead(ByteBuf in) throws ProtocolError {
    int length = head.read(in);
    if (length == 0) {
      return Cut.more();
    }
    if (head.count() == 0) {
      return Cut.pass(length);
    }
    if (head.command().role() == Command.Role.EXEC && modes.inTransaction() && !pairing.settled()) {
      return Cut.await();
    }
    boolean maintained = Maintenance.isAsked(head) && modes.answersAtOnce();
    if (maintained && maintenance.takes(head)) {
      return Cut.answered(length, Renderings.ok(in.alloc()));
    }
    RedisRequest request = modes.next(head, ++ordinal);
    if (maintained) {
      request = maintenance.asks(head, request);
    }
    arguments.beginArguments(head.left());
    synchronizing = head.command().role() == Command.Role.SYNC;
    Cut cut = Cut.request(length, !arguments.active(), request);
    return request.aborted() ? cut.replacedBy(discard(in.alloc())) : cut;
  }

  /** Returns the request that ends a transaction without carrying it out. */
  static ByteBuf discard(ByteBufAllocator allocator) {
    return ByteBufUtil.writeAscii(allocator, DISCARD);
  }

  /** Returns a request that changes nothing. */
  static ByteBuf ping(ByteBufAllocator allocator) {
    return ByteBufUtil.writeAscii(allocator, PING);
  }
}
