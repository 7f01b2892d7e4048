package io.galopin.protocol.redis;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Noticing;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.galopin.api.Turns;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks RESP, until a replica's request is answered. After that, both
 * directions are cut into turns. Holds no buffer.
 */
final class RedisSession
    implements Session, Attributing, Labeling, Noticing, Substituting, TroubleTelling {

  private final Pairing pairing;
  private final Modes modes = new Modes();
  private final RequestCutter requests;
  private final ReplyCutter replies;
  private final RedisAttributes attributes;
  private final Turns turns;
  private final Maintenance maintenance;
  private final AtomicLong pushes;

  RedisSession(RedisProtocol protocol, Pairing pairing) {
    this.pairing = pairing;
    Limits limits = protocol.limits();
    pushes = protocol.pushes();
    maintenance = new Maintenance(protocol.answersMaintenance());
    requests = new RequestCutter(limits, modes, maintenance, pairing);
    replies =
        new ReplyCutter(limits, modes, maintenance, pairing, requests::synchronizationAnswered);
    attributes = new RedisAttributes(limits);
    turns = new Turns(pairing);
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    if (replies.switched()) {
      return turns.cutRequest(in);
    }
    Cut cut = requests.cut(in);
    if (cut.message() instanceof RedisRequest request
        && !request.expectsReply()
        && Subscriptions.isSubscription(request)) {
      replies.subscribesInSilence();
    }
    return cut;
  }

  @Override
  public Cut cutReply(ByteBuf in) {
    Cut cut = replies.switched() ? null : replies.cut(in);
    return cut == null ? turns.cutReply(in) : cut;
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    if (message instanceof RedisRequest) {
      return attribute.equals(RedisAttributes.COMMAND)
          ? attributes.command(head)
          : attribute.equals(RedisAttributes.KEY)
              ? attributes.key(head)
              : attribute.equals(RedisAttributes.DB) ? (Object) modes.database() : null;
    }
    if (attribute.equals(RedisAttributes.ERROR)) {
      return message == RedisReply.ABORT
          ? RedisReply.ABORT.label()
          : message == RedisReply.ERROR ? RedisAttributes.error(head) : null;
    }
    return null;
  }

  @Override
  public String label(Message message, ByteBuf head) {
    if (message instanceof RedisRequest) {
      return attributes.label(head);
    }
    return message == RedisReply.ERROR ? RedisAttributes.labelOfError(head) : message.label();
  }

  @Override
  public @Nullable String unabridged(Request request, ByteBuf head) {
    return request instanceof RedisRequest ? attributes.unabridged(head) : null;
  }

  /**
   * Discards a transaction whose {@code EXEC} fails, so that it also ends for the server. In place
   * of a request without a reply because of {@code CLIENT REPLY SKIP}, the server gets another one,
   * so that it does not skip the reply after that.
   */
  @Override
  public @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator) {
    if (!(request instanceof RedisRequest redis)) {
      return null;
    }
    return modes.discards(redis)
        ? RequestCutter.discard(allocator)
        : redis.skipped() ? RequestCutter.ping(allocator) : null;
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    if (!(exchange.request() instanceof RedisRequest request)) {
      return Rendering.reset();
    }
    boolean ends = Modes.endsTransaction(request);
    modes.failed(request, exchange.ordinal());
    if (request.command().role() == Command.Role.SYNC) {
      requests.synchronizationAnswered();
    }
    RedisFailure error = RedisFailure.of(failure);
    String line = error.line(failure.options(), pairing.upstream());
    return ends
        ? Renderings.injectedAtExec(line, allocator)
        : Renderings.injected(line, error.code(), allocator);
  }

  /** Only clients that have asked are told, and only in RESP3, as by servers. */
  @Override
  public @Nullable Rendering notice(Failure notice, Exchange after, ByteBufAllocator allocator) {
    MaintenancePush push = MaintenancePush.of(notice.name());
    if (push == null || !maintenance.isWanted() || !replies.pushesReachClient()) {
      return null;
    }
    ByteBuf bytes = push.bytes(pushes.incrementAndGet(), notice.options(), allocator);
    return Rendering.reply(bytes, push.name());
  }

  @Override
  public @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    return request instanceof RedisRequest ? Renderings.trouble(trouble, allocator) : null;
  }
}
