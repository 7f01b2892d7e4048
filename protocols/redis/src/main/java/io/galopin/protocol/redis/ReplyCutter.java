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
 * Cuts the replies of one connection, and everything else that its backend sends: messages to
 * subscribers, pushes of RESP3, the output of {@code MONITOR}.
 */
final class ReplyCutter {

  /** The most bytes of a reply's first line that belong to its head. No error code is as long. */
  private static final int MOST_OF_LINE = 1024;

  private final Limits limits;
  private final RespScanner value;
  private final RespScanner ahead;
  private final Modes modes;
  private final Maintenance maintenance;
  private final Pairing pairing;
  private final Runnable synchronizationAnswered;
  private final Subscriptions subscriptions = new Subscriptions();

  /** Whether the current value answers no request. */
  private boolean unasked;

  private boolean resp3;
  private boolean monitoring;

  /** Whether a request to subscribe, which expects no answer, may still be confirmed. */
  private boolean subscribedInSilence;

  private boolean switched;

  /**
   * Starts before the first reply.
   *
   * @param synchronizationAnswered called for the answer to a replica's request
   */
  ReplyCutter(
      Limits limits,
      Modes modes,
      Maintenance maintenance,
      Pairing pairing,
      Runnable synchronizationAnswered) {
    this.limits = limits;
    value = new RespScanner(limits);
    ahead = new RespScanner(limits);
    this.modes = modes;
    this.maintenance = maintenance;
    this.pairing = pairing;
    this.synchronizationAnswered = synchronizationAnswered;
  }

  /** Whether the backend no longer speaks RESP. */
  boolean switched() {
    return switched;
  }

  /** Whether the client understands pushes: it speaks RESP3. */
  boolean pushesReachClient() {
    return resp3 && !switched;
  }

  /** Notes a request to subscribe that expects no answer, but whose confirmations come anyway. */
  void subscribesInSilence() {
    subscribedInSilence = true;
  }

  /**
   * Cuts bytes from the backend.
   *
   * @return null if they are the first bytes that are not RESP
   */
  @Nullable Cut cut(ByteBuf in) {
    Message request = pairing.answered();
    try {
      return value.active() ? cutRest(in) : cutNew(in, request);
    } catch (ProtocolError malformed) {
      Trouble trouble = new Trouble(Trouble.Kind.BAD_REPLY, malformed.reason());
      Rendering rendering = request == null ? null : Renderings.trouble(trouble, in.alloc());
      return Cut.refuse(rendering, "bad reply: " + malformed.reason());
    }
  }

  private Cut cutRest(ByteBuf in) throws ProtocolError {
    boolean apart = !unasked && pairing.payloadMatters();
    int length = value.scan(in, in.readerIndex(), in.writerIndex(), apart) - in.readerIndex();
    if (unasked) {
      return Cut.pass(length);
    }
    return apart && !value.payload()
        ? Cut.framing(length, !value.active())
        : Cut.body(length, !value.active());
  }

  private @Nullable Cut cutNew(ByteBuf in, @Nullable Message request) throws ProtocolError {
    byte type = in.getByte(in.readerIndex());
    resp3 |= type == '>';
    if (type == '>' || (type == '*' && arraysMayBeNotices(request))) {
      Notice notice = Notice.of(in);
      if (notice == null) {
        return Cut.more();
      }
      if (notice.isConfirmation()) {
        return cutConfirmation(in, notice, request);
      }
      if (type == '>' || notice.isMessage()) {
        return pass(in);
      }
    }
    if (monitoring && type == '+') {
      if (in.readableBytes() == 1) {
        return Cut.more();
      }
      if (Character.isDigit(in.getByte(in.readerIndex() + 1))) {
        return pass(in);
      }
    }
    if (request == null) {
      return pass(in);
    }
    if (type != '-' && isSynchronization(request)) {
      switched = true;
      synchronizationAnswered.run();
      return null;
    }
    return cutHead(in, type, request);
  }

  private static boolean isSynchronization(Message request) {
    return request instanceof RedisRequest asked && asked.command().role() == Role.SYNC;
  }

  /**
   * In RESP2, subscribers get notices as arrays. While they are subscribed, they get no other
   * arrays.
   */
  private boolean arraysMayBeNotices(@Nullable Message request) {
    return !resp3
        && (subscriptions.any() || subscribedInSilence || Subscriptions.isSubscription(request));
  }

  private Cut pass(ByteBuf in) throws ProtocolError {
    value.beginValue();
    unasked = true;
    return cutRest(in);
  }

  private Cut cutConfirmation(ByteBuf in, Notice notice, @Nullable Message request)
      throws ProtocolError {
    ahead.beginValue();
    int end = ahead.scan(in, in.readerIndex(), in.writerIndex(), false);
    int length = end - in.readerIndex();
    if (length > limits.head()) {
      throw new ProtocolError("the name of a channel is too long");
    }
    if (ahead.active()) {
      return Cut.more();
    }
    RedisReply reply = subscriptions.confirm(notice, in, end, request);
    return reply == null ? Cut.pass(length) : Cut.reply(length, true, reply);
  }

  private Cut cutHead(ByteBuf in, byte type, Message request) throws ProtocolError {
    int start = in.readerIndex();
    int most = Math.min(in.readableBytes(), MOST_OF_LINE);
    int length = in.indexOf(start, start + most, (byte) '\n') + 1 - start;
    if (length <= 0) {
      if (most < MOST_OF_LINE) {
        checkBeginning(in);
        return Cut.more();
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
      return Cut.reply(length, !value.active(), RedisReply.ABORT)
          .replacedBy(Renderings.abort(in.alloc()));
    }
    if (asked != null) {
      answered(asked, type, type == '_' || (type == '*' && in.getByte(start + 1) == '-'));
    }
    if (isSynchronization(request)) {
      synchronizationAnswered.run();
    }
    return Cut.reply(length, !value.active(), RedisReply.of(type));
  }

  /** Refuses what cannot become a reply, before its line ends. */
  private void checkBeginning(ByteBuf in) throws ProtocolError {
    ahead.beginValue();
    ahead.scan(in, in.readerIndex(), in.writerIndex(), false);
  }

  private void answered(RedisRequest request, byte type, boolean none) {
    Role role = request.command().role();
    modes.answered(request, type == '-' || (role == Role.EXEC && none));
    maintenance.answered(request, type == '+');
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
