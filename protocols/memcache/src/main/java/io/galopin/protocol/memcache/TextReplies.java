package io.galopin.protocol.memcache;

import io.galopin.api.Cut;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.LineEnd;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;

/**
 * Cuts the replies of one connection that speaks the text protocol. Their length follows from the
 * replies themselves. A line of this form is the head, and what follows is the body:
 *
 * <pre>
 *   STORED CR LF                                      one line
 *   (VALUE key flags length [cas] CR LF value CR LF)* END CR LF
 *   (STAT … CR LF)* END CR LF                         and other lists of lines
 *   VA length flags… CR LF value CR LF                of meta commands
 * </pre>
 */
final class TextReplies {

  private final Limits limits;
  private final Pairing pairing;
  private final LineEnd lineEnd = new LineEnd();
  private final Tokens line = new Tokens();
  private final ValueScanner value = new ValueScanner();
  private boolean unasked;

  /** Whether a list of lines has begun and not ended. */
  private boolean inList;

  TextReplies(Limits limits, Pairing pairing) {
    this.limits = limits;
    this.pairing = pairing;
  }

  Cut cut(ByteBuf in) throws Flawed {
    Cut cut = value.active() ? value.cut(in, pairing.payloadMatters(), !inList) : cutLine(in);
    // A server sends lines without a request if it has too many connections, or reports its work.
    return unasked && cut.length() > 0 ? Cut.pass(cut.length()) : cut;
  }

  private Cut cutLine(ByteBuf in) throws Flawed {
    int lf = lineEnd.find(in, in.readerIndex(), limits.line());
    if (lf == LineEnd.NOT_YET) {
      return Cut.more();
    }
    if (lf == LineEnd.TOO_LONG) {
      throw new Flawed(Flaw.LONG_LINE);
    }
    int from = in.readerIndex();
    line.begin(in, from, lf);
    line.next();
    TextStatus status = line.status();
    boolean first = !inList;
    if (first) {
      Message request = pairing.answered();
      unasked = request == null;
      if (request != null && !takes(request, status)) {
        line.end();
        return Cut.unanswered();
      }
      line.begin(in, from, lf);
      line.next();
    }
    inList = status.isItem();
    beginValue(status);
    line.end();
    boolean last = !inList && !value.active();
    return first ? Cut.reply(lf + 1 - from, last, status) : Cut.framing(lf + 1 - from, last);
  }

  /** Whether a line with this first word can be a reply to {@code request}. */
  private boolean takes(Message request, TextStatus status) {
    if (pairing.probed()) {
      return true;
    }
    if (request instanceof QuietMeta quiet) {
      return quiet.takes(status, line);
    }
    // Only mn has this answer. It means that the requests before it will not be answered.
    return status != TextStatus.MN
        || (request instanceof TextRequest text && text.command() == TextCommand.MN);
  }

  private void beginValue(TextStatus status) throws Flawed {
    if (status == TextStatus.VALUE) {
      line.next();
      line.next();
    } else if (status != TextStatus.VA) {
      return;
    }
    long length = line.next() ? line.number() : Octets.NO_NUMBER;
    if (length == Octets.NO_NUMBER) {
      throw new Flawed(Flaw.ITEM_LINE);
    }
    if (length > limits.value()) {
      throw new Flawed(Flaw.LARGE_VALUE);
    }
    value.begin(length);
  }
}
