package io.galopin.protocol.smtp;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.api.Request;
import io.galopin.api.TlsUpgrade;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Cuts the replies of one server. */
final class ReplyCutter {

  private static final int READY = 220;
  private static final int OK = 250;

  private static final String WAY_OUT =
      "the option hide=STARTTLS, so that clients that need no TLS stay in the clear";

  private final Conversation conversation;
  private final RequestCutter requests;
  private final Pairing pairing;
  private final HiddenExtensions hidden;
  private final ReplyScanner reply;

  /** Finds the end of a reply that is held. */
  private final ReplyScanner held;

  private int searched;

  /** The command that this reply answers; null if it is none of this protocol. */
  private @Nullable SmtpRequest answered;

  private int status;

  /** Whether the backend got another command in place of that one. */
  private boolean probed;

  /** Whether the roles have changed. */
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
    answered = request instanceof SmtpRequest asked ? asked : null;
    probed = pairing.probed();
    status = ReplyHead.status(in);
    if (request == null || isCutWhole()) {
      return cutWhole(in, request == null);
    }
    held.forget();
    reply.begin();
    reply.scan(in, in.readerIndex(), in.readerIndex() + length, false);
    return Cut.reply(length, false, new SmtpReply(status, false));
  }

  private Cut cutRest(ByteBuf in) throws Flawed {
    boolean apart = pairing.payloadMatters();
    int length = reply.scan(in, in.readerIndex(), in.writerIndex(), apart) - in.readerIndex();
    boolean last = !reply.active();
    Cut cut = apart && !reply.payload() ? Cut.framing(length, last) : Cut.body(length, last);
    if (!last || answered == null || !conversation.replied(answered, probed ? 0 : status)) {
      return cut;
    }
    if (answered.verb() == Verb.STARTTLS) {
      return thenTls(cut);
    }
    left = true;
    return cut;
  }

  private Cut thenTls(Cut cut) {
    if (pairing.tlsUpgrade() != TlsUpgrade.PASSES) {
      conversation.secure();
    }
    return cut.thenTls(WAY_OUT);
  }

  /** Whether the reply is interim, or is changed. Then it is held until it has come whole. */
  private boolean isCutWhole() {
    return answered != null
        && !probed
        && (conversation.isInterim(answered, status) || isEdited(answered));
  }

  private boolean isEdited(SmtpRequest request) {
    boolean own = pairing.tlsUpgrade() == TlsUpgrade.ANSWERED;
    return request.verb() == Verb.EHLO
        ? status == OK && (own || !hidden.isEmpty())
        : own && isAgreed(request);
  }

  /** Whether the backend, which got another command, is ready for what follows in TLS. */
  private boolean isAgreed(SmtpRequest request) {
    return request.verb() == Verb.STARTTLS && status / 100 == 2;
  }

  private Cut cutWhole(ByteBuf in, boolean unasked) throws Flawed {
    int from = in.readerIndex();
    if (!held.active()) {
      held.begin();
      searched = 0;
    }
    searched = held.scan(in, from + searched, in.writerIndex(), false) - from;
    if (held.active()) {
      return Cut.more();
    }
    if (unasked) {
      return Cut.notice(searched, new SmtpReply(status, false));
    }
    if (answered != null && conversation.isInterim(answered, status)) {
      conversation.asksForMore(answered);
      return Cut.reply(searched, true, new SmtpReply(status, true));
    }
    if (answered != null && isAgreed(answered)) {
      Cut agreed = Cut.reply(searched, true, new SmtpReply(READY, false));
      return thenTls(agreed.replacedBy(Renderings.ready(in.alloc())));
    }
    Cut cut = Cut.reply(searched, true, new SmtpReply(status, false));
    ByteBuf changed =
        pairing.tlsUpgrade() == TlsUpgrade.ANSWERED
            ? hidden.withOwnTls(in, searched, !conversation.secured())
            : hidden.removedFrom(in, searched);
    return changed == null ? cut : cut.replacedBy(changed);
  }
}
