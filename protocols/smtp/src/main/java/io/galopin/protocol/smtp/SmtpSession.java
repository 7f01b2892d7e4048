package io.galopin.protocol.smtp;

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
import io.galopin.api.Withholding;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks SMTP, until both sides agree on TLS that Galopin cannot read, or
 * change their roles. After that, both directions are cut into turns. Holds no buffer.
 */
final class SmtpSession
    implements Session,
        Greeted,
        Attributing,
        Labeling,
        Noticing,
        Substituting,
        TroubleTelling,
        Withholding {

  private final Pairing pairing;
  private final Conversation conversation = new Conversation();
  private final RequestCutter requests;
  private final ReplyCutter replies;
  private final Turns turns;

  SmtpSession(Limits limits, boolean bareLf, HiddenExtensions hidden, Pairing pairing) {
    this.pairing = pairing;
    requests = new RequestCutter(limits, bareLf, conversation, pairing);
    replies = new ReplyCutter(limits, hidden, conversation, requests, pairing);
    turns = new Turns(pairing);
  }

  @Override
  public Request greeting() {
    return SmtpRequest.connect();
  }

  @Override
  public Cut cutRequest(ByteBuf in) {
    if (replies.left()) {
      requests.leave();
      return turns.cutRequest(in);
    }
    try {
      return requests.cut(in);
    } catch (Flawed malformed) {
      Flaw flaw = malformed.flaw(Flaw.class);
      return Cut.refuse(Renderings.refusal(flaw, in.alloc()), "bad request: " + flaw.sentence());
    }
  }

  @Override
  public Cut cutReply(ByteBuf in) {
    if (replies.left()) {
      // What the client has said before is the first turn, and this its reply, however it comes.
      return requests.waits() ? Cut.await() : turns.cutReply(in);
    }
    try {
      return replies.cut(in);
    } catch (Flawed malformed) {
      Trouble trouble = new Trouble(Trouble.Kind.BAD_REPLY, malformed.reason());
      Request request = pairing.answered();
      return Cut.refuse(
          request == null ? null : tell(trouble, request, in.alloc()),
          "bad reply: " + trouble.reason());
    }
  }

  @Override
  public @Nullable Object attribute(
      Attribute attribute, String name, Message message, ByteBuf head) {
    return message instanceof SmtpRequest request
        ? SmtpAttributes.of(attribute, request, head)
        : message instanceof SmtpReply reply ? SmtpAttributes.of(attribute, reply, head) : null;
  }

  @Override
  public String label(Message message, ByteBuf head) {
    return message instanceof SmtpRequest request
        ? SmtpAttributes.label(request, head)
        : message.label();
  }

  @Override
  public @Nullable String unabridged(Request message, ByteBuf head) {
    return message instanceof SmtpRequest request ? SmtpAttributes.unabridged(request, head) : null;
  }

  /** Resets a transaction whose mail fails, so that it also ends for the server. */
  @Override
  public @Nullable ByteBuf substitute(Request message, ByteBufAllocator allocator) {
    return message instanceof SmtpRequest request && conversation.ends(request)
        ? Renderings.reset(allocator)
        : null;
  }

  @Override
  public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    if (!(exchange.request() instanceof SmtpRequest request)) {
      return Rendering.reset();
    }
    conversation.stopsWaiting(request);
    return failsAtEnd(request, failure)
        ? Renderings.last(SmtpFailure.of(failure).line(failure.options(), false), allocator)
        : rendered(failure, request.opening(), allocator);
  }

  /** If a mail fails at its end, the server never sees the final dot, or the last of a chunk. */
  @Override
  public boolean failsAtEnd(Request request, Failure failure) {
    return request instanceof SmtpRequest asked
        && asked.verb().carriesMail()
        && SmtpFailure.isAtEnd(failure);
  }

  /** Null if the roles have changed: it would be a command for the client now. */
  @Override
  public @Nullable Rendering notice(Failure notice, Exchange after, ByteBufAllocator allocator) {
    return replies.left() ? null : rendered(notice, false, allocator);
  }

  private static Rendering rendered(Failure failure, boolean greeting, ByteBufAllocator allocator) {
    SmtpFailure.Line line = SmtpFailure.of(failure).line(failure.options(), greeting);
    ByteBuf bytes = Renderings.line(line.line(), allocator);
    String label = Integer.toString(line.status());
    return greeting || line.closes()
        ? Rendering.lastReply(bytes, label)
        : Rendering.reply(bytes, label);
  }

  @Override
  public @Nullable Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
    return request instanceof SmtpRequest ? Renderings.trouble(trouble, allocator) : null;
  }
}
