package io.galopin.protocol.http;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Reads the heads of a connection's replies, one after another: RFC 9112, section 4. */
final class ReplyHead implements HeadScanner.Reader {

  private static final String OPENING = "HTTP/1.";
  private static final int VERSION_LENGTH = "HTTP/1.1".length();
  private static final int STATUS_LENGTH = "200".length();

  private final ReplyFraming framing = new ReplyFraming();
  private boolean http10;
  private int status;

  /**
   * Refuses at once what cannot become a reply, because its sender may be waiting for an answer.
   * Skips empty lines before it.
   */
  static void checkOpening(ByteBuf in) throws Flawed {
    int start = Grammar.skipLineEnds(in, in.readerIndex(), in.writerIndex());
    if (!Octets.begin(in, start, in.writerIndex(), OPENING)) {
      throw new Flawed(Flaw.STATUS_LINE);
    }
  }

  /** Reads a minor version above 1 as 1.1: RFC 9110, section 2.5. */
  @Override
  public void startLine(ByteBuf in, int from, int to) throws Flawed {
    framing.clear();
    int versionEnd = from + VERSION_LENGTH;
    if (versionEnd >= to
        || !Octets.begin(in, from, to, OPENING)
        || !Octets.isDigit(in.getByte(versionEnd - 1))
        || in.getByte(versionEnd) != ' ') {
      throw new Flawed(Flaw.STATUS_LINE);
    }
    http10 = in.getByte(versionEnd - 1) == '0';
    int first = Octets.skipSpaces(in, versionEnd, to);
    int end = first + STATUS_LENGTH;
    status = to < end ? 0 : (int) Octets.decimal(in, first, end);
    // Some servers leave out the reason phrase, and some also the space before it.
    if (status < 100 || (to > end && in.getByte(end) != ' ')) {
      throw new Flawed(Flaw.STATUS_LINE);
    }
    FieldLine.checkValue(in, end, to, Grammar.REPLY_VALUE);
  }

  @Override
  public void field(ByteBuf in, int name, int nameEnd, int value, int valueEnd) {
    switch (nameEnd - name) {
      case 14 -> {
        if (Octets.areAnyCase(in, name, nameEnd, "content-length")) {
          framing.length(in, value, valueEnd);
        }
      }
      case 17 -> {
        if (Octets.areAnyCase(in, name, nameEnd, "transfer-encoding")) {
          framing.encoding(in, value, valueEnd);
        }
      }
      default -> {}
    }
  }

  /** Returns what was read, once the head is complete. */
  HttpReply finish(HttpRequest request) throws Flawed {
    if (status == HttpReply.SWITCHING_PROTOCOLS && !request.upgrade()) {
      throw new Flawed(Flaw.UNASKED_SWITCH);
    }
    return new HttpReply(HttpResponseStatus.valueOf(status).codeAsText().toString(), status, false);
  }

  /** Starts the body of a reply that can have one. */
  void beginBody(BodyScanner body) throws Flawed {
    framing.begin(body, http10);
  }
}
