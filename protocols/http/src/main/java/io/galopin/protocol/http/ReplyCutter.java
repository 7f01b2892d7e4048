package io.galopin.protocol.http;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The replies of one connection. */
final class ReplyCutter {

  private enum State {
    REPLIES,
    /** The backend has said unasked that it closes the connection. */
    LAST_WORDS,
    /** HTTP has ended. */
    SWITCHED
  }

  /**
   * The beginnings of what servers send unasked before they close a connection: that nothing came
   * in time (RFC 9110, section 15.5.9), was no request, or that there are too many clients.
   */
  private static final String[] LAST_WORDS = {
    "HTTP/1.1 408", "HTTP/1.0 408", "HTTP/1.1 400", "HTTP/1.0 400",
    "HTTP/1.1 503", "HTTP/1.0 503", "HTTP/1.1 429", "HTTP/1.0 429"
  };

  private final HeadScanner scanner;
  private final ReplyHead head = new ReplyHead();
  private final BodyScanner body;
  private final Pairing pairing;
  private State state = State.REPLIES;

  ReplyCutter(Limits limits, Pairing pairing) {
    scanner = HeadScanner.ofReplies(limits);
    body = BodyScanner.ofReplies(limits);
    this.pairing = pairing;
  }

  /** Whether neither side speaks HTTP any more; only what is left of a request's body does. */
  boolean switched() {
    return state == State.SWITCHED;
  }

  /**
   * Answers for the bytes of a reply.
   *
   * @return whether they are the answer to a request that may switch protocols
   */
  boolean cut(ByteBuf in, Cut cut) {
    HttpRequest request = pairing.answered() instanceof HttpRequest http ? http : null;
    try {
      if (body.active()) {
        body.cut(in, pairing.payloadMatters(), cut);
      } else if (state == State.LAST_WORDS) {
        cut.pass(in.readableBytes());
      } else if (request == null) {
        cutUnasked(in, cut);
      } else {
        return cutHead(in, request, cut);
      }
    } catch (Malformed malformed) {
      refuse(malformed.flaw(), request, in, cut);
    }
    return false;
  }

  private boolean cutHead(ByteBuf in, HttpRequest request, Cut cut) throws Malformed {
    if (scanner.beforeStartLine()) {
      ReplyHead.checkOpening(in);
    }
    int length = scanner.scan(in, head);
    if (length == 0) {
      cut.more();
      return false;
    }
    HttpReply reply = head.finish(request);
    if (reply.switches(request)) {
      state = State.SWITCHED;
    } else if (!reply.bodiless(request)) {
      head.beginBody(body);
    }
    cut.head(length, !body.active(), reply);
    return request.maySwitch() && !reply.interim();
  }

  private void cutUnasked(ByteBuf in, Cut cut) {
    int emptyLines = Octets.skipLineEnds(in, in.readerIndex(), in.writerIndex()) - in.readerIndex();
    if (emptyLines > 0) {
      // Behind the last reply.
      cut.pass(emptyLines);
      return;
    }
    for (String opening : LAST_WORDS) {
      if (Octets.begin(in, in.readerIndex(), in.writerIndex(), opening)) {
        if (in.readableBytes() < opening.length()) {
          cut.more();
        } else {
          state = State.LAST_WORDS;
          cut.pass(in.readableBytes());
        }
        return;
      }
    }
    refuseUnasked(cut);
  }

  /**
   * The backend has ended its side and {@code rest} is all there is. A body that was cut short is
   * the client's to judge.
   */
  void end(ByteBuf rest, Cut cut) {
    if (body.active() || state != State.REPLIES) {
      cut.pass(rest.readableBytes());
    } else if (pairing.answered() instanceof HttpRequest request) {
      refuse(Flaw.CUT_HEAD, request, rest, cut);
    } else {
      refuseUnasked(cut);
    }
  }

  private static void refuseUnasked(Cut cut) {
    cut.refuse(null, "the backend spoke unasked");
  }

  private static void refuse(Flaw flaw, @Nullable HttpRequest request, ByteBuf in, Cut cut) {
    Trouble trouble = new Trouble(Trouble.Kind.BAD_REPLY, flaw.sentence());
    Rendering rendering = request == null ? null : Renderings.trouble(trouble, request, in.alloc());
    cut.refuse(rendering, "bad reply: " + flaw.sentence());
  }
}
