package io.galopin.protocol.smtp;

import io.galopin.api.Cut;
import io.galopin.api.Pairing;
import io.galopin.api.TlsUpgrade;
import io.galopin.protocol.smtp.Conversation.Phase;
import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.galopin.protocol.text.TlsBytes;
import io.netty.buffer.ByteBuf;

/** Cuts the commands and mails of one client. */
final class RequestCutter {

  private final Limits limits;
  private final boolean bareLf;
  private final Conversation conversation;
  private final Pairing pairing;
  private final LineEnd lineEnd = new LineEnd();
  private final BodyEnd body;

  /** The bytes of a chunk that are still to come. */
  private long left;

  /** Whether bytes of the client wait for what the backend says. */
  private boolean waits;

  /** Whether a recipient was named whose reply may not have come. */
  private boolean recipientsOpen;

  RequestCutter(Limits limits, boolean bareLf, Conversation conversation, Pairing pairing) {
    this.limits = limits;
    this.bareLf = bareLf;
    this.conversation = conversation;
    this.pairing = pairing;
    body = new BodyEnd(bareLf);
  }

  /**
   * Whether bytes of the client wait, and what they waited for has come. They go first then, so
   * that a reply behind it belongs to the same command however the bytes come.
   *
   * @param answered whether the next reply belongs to a command
   */
  boolean canGoOn(boolean answered) {
    return waits
        && switch (conversation.phase()) {
          case COMMANDS -> !answered && pairing.settled();
          case BODY -> true;
          case AUTH -> conversation.isChallenged();
          case ASKED, CHUNK, STARTTLS, TURN -> false;
        };
  }

  /** Whether bytes of the client wait for what the backend says. */
  boolean waits() {
    return waits;
  }

  /** The roles have changed, so nothing waits any longer. */
  void leave() {
    waits = false;
  }

  Cut cut(ByteBuf in) throws Flawed {
    Cut cut = cutNext(in);
    waits = cut.kind() == Cut.Kind.AWAIT;
    return cut;
  }

  private Cut cutNext(ByteBuf in) throws Flawed {
    return switch (conversation.phase()) {
      case COMMANDS -> cutCommand(in);
      case BODY -> cutBody(in);
      case CHUNK -> cutChunk(in);
      case AUTH -> conversation.isChallenged() ? cutAnswer(in) : Cut.await();
      case ASKED, TURN -> Cut.await();
      // What is said before TLS must not count as said within it.
      case STARTTLS -> throw new Flawed(Flaw.BEHIND_STARTTLS);
    };
  }

  private Cut cutCommand(ByteBuf in) throws Flawed {
    int from = in.readerIndex();
    if (TlsBytes.mayBegin(in, from)) {
      throw new Flawed(Flaw.TLS);
    }
    boolean auth =
        in.readableBytes() >= 4 && Octets.areAnyCase(in, from, from + 4, Verb.AUTH.name());
    int lf = findLine(in, auth);
    if (lf < 0) {
      return Cut.more();
    }
    CommandLine.checkNul(in, lf);
    CommandLine line = CommandLine.of(in, lf);
    if (mustWait(line.verb())) {
      return Cut.await();
    }
    int length = lf + 1 - from;
    if (line.verb() == Verb.STARTTLS && conversation.secured()) {
      return Cut.answered(length, Renderings.secured(in.alloc()));
    }
    SmtpRequest request = conversation.asked(line);
    if (request.verb() == Verb.RCPT) {
      recipientsOpen = true;
    } else if (request.verb() == Verb.BDAT) {
      left = line.chunk();
    } else if (request.verb() == Verb.DATA) {
      body.begin();
    }
    boolean whole = conversation.phase() != Phase.CHUNK && !request.verb().asksFirst();
    Cut cut = Cut.request(length, whole, request);
    return request.verb() == Verb.STARTTLS && pairing.tlsUpgrade() == TlsUpgrade.ANSWERED
        ? cut.replacedBy(Renderings.reset(in.alloc()))
        : cut;
  }

  /** Returns the index of a line's LF; negative if it has not come. */
  private int findLine(ByteBuf in, boolean auth) throws Flawed {
    int lf = lineEnd.find(in, in.readerIndex(), auth ? limits.authLine() : limits.line());
    if (lf == LineEnd.TOO_LONG) {
      throw new Flawed(auth ? Flaw.LONG_AUTH_LINE : Flaw.LONG_LINE);
    }
    if (lf >= 0 && !bareLf) {
      CommandLine.checkLineEnd(in, lf);
    }
    return lf;
  }

  /**
   * Whether the mail waits until it is known who is to get it. Clients that pipeline must not see a
   * difference: a server answers what it has got, even if no more comes.
   */
  private boolean mustWait(Verb verb) {
    if (recipientsOpen && verb.carriesMail()) {
      recipientsOpen = pairing.answered() != null || !pairing.settled();
      return recipientsOpen;
    }
    return false;
  }

  private Cut cutBody(ByteBuf in) throws Flawed {
    Cut cut = body.cut(in);
    if (cut.last()) {
      conversation.bodyEnded();
    }
    return cut;
  }

  private Cut cutChunk(ByteBuf in) {
    int length = (int) Math.min(left, in.readableBytes());
    left -= length;
    if (left == 0) {
      conversation.chunkEnded();
    }
    return Cut.body(length, left == 0);
  }

  /** Cuts the answer to a challenge. Nothing of it is read. */
  private Cut cutAnswer(ByteBuf in) throws Flawed {
    int lf = findLine(in, true);
    if (lf < 0) {
      return Cut.more();
    }
    conversation.challengeAnswered();
    return Cut.body(lf + 1 - in.readerIndex(), false);
  }
}
