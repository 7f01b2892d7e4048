package io.galopin.protocol.mysql;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Greeted;
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
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks MySQL's protocol, until it is compressed, or encrypted so that Galopin
 * cannot read it, or replicates. From there on it is cut into turns. Holds no buffer.
 */
final class MysqlSession
    implements Session, Attributing, Greeted, Labeling, Noticing, Substituting, TroubleTelling {

  private final Pairing pairing;
  private final Facts facts = new Facts();
  private final MysqlRequest opening = MysqlRequest.ofOpening();
  private final RequestCutter requests;
  private final ReplyCutter replies;
  private final Turns turns;
  private boolean switched;

  MysqlSession(MysqlProtocol protocol, Pairing pairing) {
    this.pairing = pairing;
    PreparedStatements prepared = new PreparedStatements(protocol.limits().prepared());
    requests = new RequestCutter(protocol.limits(), facts, prepared, pairing, opening);
    replies = new ReplyCutter(protocol, facts, prepared, requests, pairing);
    turns = new Turns(pairing);
  }

  @Override
  public Request greeting() {
    return opening;
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    if (isTurns()) {
      return turns.cutRequest(in);
    }
    try {
      Cut cut = requests.cut(in);
      if (cut == null) {
        switched = true;
        return turns.cutRequest(in);
      }
      return cut;
    } catch (Flaw flaw) {
      int sequence = in.readableBytes() < 4 ? 0 : Packets.sequence(in, in.readerIndex());
      return Cut.refuse(
          Renderings.refusal(flaw, sequence + 1, in.alloc()), "bad request: " + flaw.reason());
    }
  }

  private boolean isTurns() {
    return switched || replies.compressed();
  }

  @Override
  public Cut cutReply(ByteBuf in) {
    if (isTurns()) {
      return turns.cutReply(in);
    }
    try {
      return replies.cut(in);
    } catch (Flaw flaw) {
      Trouble trouble = new Trouble(Trouble.Kind.BAD_REPLY, flaw.reason());
      Request request = pairing.answered();
      return Cut.refuse(
          request == null ? null : tell(trouble, request, in.alloc()),
          "bad reply: " + trouble.reason());
    }
  }

  @Override
  public Cut endRequests(ByteBuf rest) {
    requests.ended();
    return Session.super.endRequests(rest);
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    if (message instanceof MysqlRequest request) {
      return MysqlAttributes.of(attribute, request);
    }
    return message instanceof MysqlReply reply ? MysqlAttributes.of(attribute, reply) : null;
  }

  @Override
  public String label(Message message, ByteBuf head) {
    return message instanceof MysqlRequest request ? request.details() : message.label();
  }

  @Override
  public @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator) {
    return substitute(request, Failure.ERROR, allocator);
  }

  @Override
  public @Nullable ByteBuf substitute(
      Request request, Failure failure, ByteBufAllocator allocator) {
    if (!(request instanceof MysqlRequest failed) || failed.opening()) {
      return null;
    }
    facts.refused(failed, 0);
    if (failed.command() == Command.CHANGE_USER) {
      facts.phase(Facts.Phase.COMMANDS);
    }
    return Substitutes.of(failed, failure, facts.agreed(), allocator);
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    if (!(exchange.request() instanceof MysqlRequest request)) {
      return Rendering.reset();
    }
    Rendering rendering = Renderings.injected(failure, request, greeted(), allocator);
    // The backend has carried it out. Only its connection's end undoes an open transaction now.
    return exchange.reply() != null && MysqlFailure.of(failure).rollsBack()
        ? Rendering.lastReply(rendering.bytes(), rendering.label())
        : rendering;
  }

  private boolean greeted() {
    return facts.phase() != Facts.Phase.GREETING;
  }

  /** Null among turns: it would be a foreign packet within what they carry. */
  @Override
  public @Nullable Rendering notice(Failure notice, Exchange after, ByteBufAllocator allocator) {
    return isTurns() ? null : Renderings.notice(notice, allocator);
  }

  @Override
  public @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    return request instanceof MysqlRequest asked
        ? Renderings.trouble(trouble, asked, greeted(), allocator)
        : null;
  }
}
