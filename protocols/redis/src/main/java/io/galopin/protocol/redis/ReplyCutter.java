package io.galopin.protocol.redis;

import io.galopin.api.Cut;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.protocol.redis.Command.Role;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The replies of one connection, and what its backend says besides: messages to subscribers, pushes
 * of RESP3, what {@code MONITOR} shows.
 */
final class ReplyCutter {

  /** So much of a reply's first line is its head, at most: more than any code of an error has. */
  private static final int MOST_OF_LINE = 1024;

  private final Limits limits;
  private final RespScanner value;
  private final RespScanner ahead;
  private final Modes modes;
  private final Pairing pairing;
  private final Subscriptions subscriptions = new Subscriptions();

  /** Whether the value under way answers no request. */
  private boolean unasked;

  private boolean resp3;
  private boolean monitoring;

  /** Whether a request to subscribe that is not answered may have been confirmed all the same. */
  private boolean subscribedInSilence;

  private boolean switched;

  ReplyCutter(Limits limits, Modes modes, Pairing pairing) {
    this.limits = limits;
    value = new RespScanner(limits);
    ahead = new RespScanner(limits);
    this.modes = modes;
    this.pairing = pairing;
  }

  /** Whether the backend does not speak this protocol any more. */
  boolean switched() {
    return switched;
  }

  /** A request to subscribe has been made whose confirmations come unasked. */
  void subscribesInSilence() {
    subscribedInSilence = true;
  }

  /**
   * Answers for bytes from the backend, unless they are the first that are not of this protocol.
   *
   * @return whether they are the answer to a replica's request
   */
  boolean cut(ByteBuf in, Cut cut) {
    Message request = pairing.answered();
    try {
      if (value.active()) {
        cutRest(in, cut);
        return false;
      }
      return cutNew(in, request, cut);
    } catch (Malformed malformed) {
      Trouble trouble = new Trouble(Trouble.Kind.BAD_REPLY, malformed.reason());
      Rendering rendering = request == null ? null : Renderings.trouble(trouble, in.alloc());
      cut.refuse(rendering, "bad reply: " + malformed.reason());
      return false;
    }
  }

  private void cutRest(ByteBuf in, Cut cut) throws Malformed {
    boolean apart = !unasked && pairing.payloadMatters();
    int length = value.scan(in, in.readerIndex(), in.writerIndex(), apart) - in.readerIndex();
    if (unasked) {
      cut.pass(length);
    } else if (apart && !value.payload()) {
      cut.framing(length, !value.active());
    } else {
      cut.body(length, !value.active());
    }
  }

  private boolean cutNew(ByteBuf in, @Nullable Message request, Cut cut) throws Malformed {
    byte type = in.getByte(in.readerIndex());
    resp3 |= type == '>';
    if (type == '>' || (type == '*' && arraysMayBeNotices(request))) {
      Notice notice = Notice.of(in);
      if (notice == null) {
        cut.more();
        return false;
      }
      if (notice.isConfirmation()) {
        cutConfirmation(in, notice, request, cut);
        return false;
      }
      if (type == '>' || notice.isMessage()) {
        pass(in, cut);
        return false;
      }
    }
    if (monitoring && type == '+') {
      if (in.readableBytes() == 1) {
        cut.more();
        return false;
      }
      if (Character.isDigit(in.getByte(in.readerIndex() + 1))) {
        pass(in, cut);
        return false;
      }
    }
    if (request == null) {
      pass(in, cut);
      return false;
    }
    if (type != '-' && isSynchronization(request)) {
      switched = true;
      return true;
    }
    return cutHead(in, type, request, cut);
  }

  private static boolean isSynchronization(Message request) {
    return request instanceof RedisRequest asked && asked.command().role() == Role.SYNC;
  }

  /** Subscribers of RESP2 get arrays, and no other arrays as long as they are some. */
  private boolean arraysMayBeNotices(@Nullable Message request) {
    return !resp3
        && (subscriptions.any() || subscribedInSilence || Subscriptions.isSubscription(request));
  }

  private void pass(ByteBuf in, Cut cut) throws Malformed {
    value.beginValue();
    unasked = true;
    cutRest(in, cut);
  }

  private void cutConfirmation(ByteBuf in, Notice notice, @Nullable Message request, Cut cut)
      throws Malformed {
    ahead.beginValue();
    int end = ahead.scan(in, in.readerIndex(), in.writerIndex(), false);
    int length = end - in.readerIndex();
    if (length > limits.head()) {
      throw new Malformed("the name of a channel is too long");
    }
    if (ahead.active()) {
      cut.more();
      return;
    }
    RedisReply reply = subscriptions.confirm(notice, in, end, request);
    if (reply == null) {
      cut.pass(length);
    } else {
      cut.head(length, true, reply);
    }
  }

  private boolean cutHead(ByteBuf in, byte type, Message request, Cut cut) throws Malformed {
    int start = in.readerIndex();
    int most = Math.min(in.readableBytes(), MOST_OF_LINE);
    int length = in.indexOf(start, start + most, (byte) '\n') + 1 - start;
    if (length <= 0) {
      if (most < MOST_OF_LINE) {
        checkBeginning(in);
        cut.more();
        return false;
      }
      // The rest of a long error or status streams.
      length = most;
    }
    value.beginValue();
    unasked = false;
    value.scan(in, start, start + length, false);
    RedisRequest asked = request instanceof RedisRequest redis ? redis : null;
    if (asked != null && asked.aborted() && type == '+') {
      modes.answered(request, true);
      cut.head(length, !value.active(), RedisReply.ABORT);
      cut.replaceHead(Renderings.abort(in.alloc()));
      return false;
    }
    cut.head(length, !value.active(), RedisReply.of(type));
    if (asked != null) {
      answered(asked, type, type == '_' || (type == '*' && in.getByte(start + 1) == '-'));
    }
    return isSynchronization(request);
  }

  /** Has what cannot become a reply refused before the end of its line. */
  private void checkBeginning(ByteBuf in) throws Malformed {
    ahead.beginValue();
    ahead.scan(in, in.readerIndex(), in.writerIndex(), false);
  }

  private void answered(RedisRequest request, byte type, boolean none) {
    Role role = request.command().role();
    modes.answered(request, type == '-' || (role == Role.EXEC && none));
    if (role == Role.HELLO && type != '-' && type != '+') {
      resp3 = type == '%';
    } else if (role == Role.MONITOR && type == '+') {
      monitoring = true;
    } else if (role == Role.RESET && type == '+') {
      resp3 = false;
      monitoring = false;
      subscribedInSilence = false;
      subscriptions.clear();
    }
  }
}
