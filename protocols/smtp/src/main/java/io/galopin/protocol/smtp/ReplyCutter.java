package io.galopin.protocol.smtp;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.api.Request;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Cuts the replies of one server. */
final class ReplyCutter {

  private static final int OK = 250;

  private final Conversation conversation;
  private final RequestCutter requests;
  private final Pairing pairing;
  private final HiddenExtensions hidden;
  private final ReplyScanner reply;

  /** Finds the end of a reply that is held. */
  private final ReplyScanner held;

  private int searched;

  /** Whether nobody asked for the reply. */
  private boolean unasked;

  /** The command that this reply answers; null if it is none of this protocol. */
  private @Nullable SmtpRequest answered;

  private int status;

  /** Whether the backend got another command in place of that one. */
  private boolean probed;

  private boolean left;

  ReplyCutter(
      Limits limits,
      HiddenExtensions hidden,
      Conversation conversation,
      RequestCutter requests,
      Pairing pairing) {
    this.requests = requests;
    this.conversation = conversation;
    this.pairing = pairing;
    this.hidden = hidden;
    reply = new ReplyScanner(limits.reply());
    held = new ReplyScanner(limits.reply());
  }

  /** Whether the bytes from now on are not SMTP, on either side. */
  boolean left() {
    return left;
  }

  Cut cut(ByteBuf in) throws Flawed {
    return reply.active() ? cutRest(in) : cutHead(in, pairing.answered());
  }

  private Cut cutHead(ByteBuf in, @Nullable Request request) throws Flawed {
    int length = ReplyHead.length(in);
    if (length == 0) {
      return Cut.more();
    }
    if (requests.canGoOn(request != null)) {
      return Cut.await();
    }
    unasked = request == null;
    if (unasked) {
      reply.begin();
      return cutRest(in);
    }
    answered = request instanceof SmtpRequest asked ? asked : null;
    probed = pairing.probed();
    status = ReplyHead.status(in);
    if (answered != null
        && !probed
        && (conversation.isInterim(answered, status) || isEdited(answered, status))) {
      return cutWhole(in, answered);
    }
    reply.begin();
    reply.scan(in, in.readerIndex(), in.readerIndex() + length, false);
    return Cut.reply(length, false, new SmtpReply(status, false));
  }

  private Cut cutRest(ByteBuf in) throws Flawed {
    boolean apart = !unasked && pairing.payloadMatters();
    int length = reply.scan(in, in.readerIndex(), in.writerIndex(), apart) - in.readerIndex();
    if (unasked) {
      return Cut.pass(length);
    }
    boolean last = !reply.active();
    if (last && answered != null) {
      left = conversation.replied(answered, probed ? 0 : status);
    }
    return apart && !reply.payload() ? Cut.framing(length, last) : Cut.body(length, last);
  }

  private boolean isEdited(SmtpRequest request, int status) {
    return !hidden.isEmpty() && status == OK && request.verb() == Verb.EHLO;
  }

  /** Cuts a reply in one piece. Interim ones have to be. */
  private Cut cutWhole(ByteBuf in, SmtpRequest request) throws Flawed {
    int from = in.readerIndex();
    if (!held.active()) {
      held.begin();
      searched = 0;
    }
    searched = held.scan(in, from + searched, in.writerIndex(), false) - from;
    if (held.active()) {
      return Cut.more();
    }
    if (conversation.isInterim(request, status)) {
      conversation.asksForMore(request);
      return Cut.reply(searched, true, new SmtpReply(status, true));
    }
    Cut cut = Cut.reply(searched, true, new SmtpReply(status, false));
    ByteBuf changed = hidden.removedFrom(in, searched);
    return changed == null ? cut : cut.replacedBy(changed);
  }
}
