package io.galopin.protocol.redis;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** The requests of one connection. */
final class RequestCutter {

  private static final String DISCARD = "*1\r\n$7\r\nDISCARD\r\n";

  private final RequestHead head;
  private final RespScanner arguments;
  private final Modes modes;
  private final Pairing pairing;
  private long ordinal;

  /** Whether it is up to the backend whether what follows is of this protocol. */
  private boolean synchronizing;

  RequestCutter(Limits limits, Modes modes, Pairing pairing) {
    head = new RequestHead(limits);
    arguments = new RespScanner(limits);
    this.modes = modes;
    this.pairing = pairing;
  }

  /** The backend's answer to a replica's request has come. */
  void synchronizationAnswered() {
    synchronizing = false;
  }

  void cut(ByteBuf in, Cut cut) {
    try {
      if (arguments.active()) {
        int end = arguments.scan(in, in.readerIndex(), in.writerIndex(), false);
        cut.body(end - in.readerIndex(), !arguments.active());
      } else if (synchronizing || (modes.undecided() && !pairing.settled())) {
        cut.await();
      } else {
        modes.decided();
        cutHead(in, cut);
      }
    } catch (Malformed malformed) {
      cut.refuse(Renderings.refusal(malformed, in.alloc()), "bad request: " + malformed.reason());
    }
  }

  private void cutHead(ByteBuf in, Cut cut) throws Malformed {
    int length = head.read(in);
    if (length == 0) {
      cut.more();
    } else if (head.count() == 0) {
      cut.pass(length);
    } else if (head.command().role() == Command.Role.EXEC
        && modes.inTransaction()
        && !pairing.settled()) {
      cut.await();
    } else {
      RedisRequest request = modes.next(head, ++ordinal);
      arguments.beginArguments(head.left());
      synchronizing = head.command().role() == Command.Role.SYNC;
      cut.head(length, !arguments.active(), request);
      if (request.aborted()) {
        cut.replaceHead(discard(in.alloc()));
      }
    }
  }

  /** What ends a transaction without carrying it out. */
  static ByteBuf discard(ByteBufAllocator allocator) {
    return ByteBufUtil.writeAscii(allocator, DISCARD);
  }
}
