package io.galopin.protocol.http;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Cuts the replies of one connection. */
final class ReplyCutter {

  private enum State {
    REPLIES,
    /** The backend has announced without a request that it closes the connection. */
    LAST_WORDS,
    /** HTTP has ended. */
    SWITCHED
  }

  /**
   * Beginnings of the replies that servers send without a request before they close a connection:
   * nothing came in time (RFC 9110, section 15.5.9), what came was not a request, or there are too
   * many clients.
   */
  private static final String[] LAST_WORDS = {
    "HTTP/1.1 408", "HTTP/1.0 408", "HTTP/1.1 400", "HTTP/1.0 400",
    "HTTP/1.1 503", "HTTP/1.0 503", "HTTP/1.1 429", "HTTP/1.0 429"
  };

  private final HeadScanner scanner;
  private final ReplyHead head = new ReplyHead();
  private final BodyScanner body;
  private final Pairing pairing;
  private final Runnable decided;
  private State state = State.REPLIES;

  /**
   * Starts before the first reply.
   *
   * @param decided called for each final answer to a request that may switch protocols
   */
  ReplyCutter(Limits limits, Pairing pairing, Runnable decided) {
    scanner = HeadScanner.ofReplies(limits);
    body = BodyScanner.ofReplies(limits);
    this.pairing = pairing;
    this.decided = decided;
  }

  /** Whether both sides have stopped speaking HTTP. The rest of a request's body may still come. */
  boolean switched() {
    return state == State.SWITCHED;
  }

  /** Cuts the bytes of a reply. */
  Cut cut(ByteBuf in) {
    HttpRequest request = pairing.answered() instanceof HttpRequest http ? http : null;
    try {
      if (body.active()) {
        return body.cut(in, pairing.payloadMatters());
      }
      if (state == State.LAST_WORDS) {
        return Cut.pass(in.readableBytes());
      }
      return request == null ? cutUnasked(in) : cutHead(in, request);
    } catch (Flawed malformed) {
      return refuse(malformed.flaw(Flaw.class), request, in);
    }
  }

  private Cut cutHead(ByteBuf in, HttpRequest request) throws Flawed {
    if (scanner.beforeStartLine()) {
      ReplyHead.checkOpening(in);
    }
    int length = scanner.scan(in, head);
    if (length == 0) {
      return Cut.more();
    }
    HttpReply reply = head.finish(request);
    if (reply.switches(request)) {
      state = State.SWITCHED;
    } else if (!reply.bodiless(request)) {
      head.beginBody(body);
      reply = body.endsWithConnection() ? reply.untilClose() : reply;
    }
    if (request.maySwitch() && !reply.interim()) {
      decided.run();
    }
    return Cut.reply(length, !body.active(), reply);
  }

  private Cut cutUnasked(ByteBuf in) {
    int emptyLines =
        Grammar.skipLineEnds(in, in.readerIndex(), in.writerIndex()) - in.readerIndex();
    if (emptyLines > 0) {
      // Empty lines after the last reply.
      return Cut.pass(emptyLines);
    }
    for (String opening : LAST_WORDS) {
      if (Octets.begin(in, in.readerIndex(), in.writerIndex(), opening)) {
        if (in.readableBytes() < opening.length()) {
          return Cut.more();
        }
        state = State.LAST_WORDS;
        return Cut.pass(in.readableBytes());
      }
    }
    return refuseUnasked();
  }

  /**
   * Handles the end of the backend's side, after which only {@code rest} is left. Leaves it to the
   * client to judge a body that was cut short.
   */
  Cut end(ByteBuf rest) {
    if (body.active() || state != State.REPLIES) {
      return Cut.pass(rest.readableBytes());
    }
    return pairing.answered() instanceof HttpRequest request
        ? refuse(Flaw.CUT_HEAD, request, rest)
        : refuseUnasked();
  }

  private static Cut refuseUnasked() {
    return Cut.refuse(null, "the backend spoke unasked");
  }

  private static Cut refuse(Flaw flaw, @Nullable HttpRequest request, ByteBuf in) {
    Trouble trouble = new Trouble(Trouble.Kind.BAD_REPLY, flaw.sentence());
    Rendering rendering = request == null ? null : Renderings.trouble(trouble, request, in.alloc());
    return Cut.refuse(rendering, "bad reply: " + flaw.sentence());
  }
}
