package io.galopin.protocol.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Reads the heads of a connection's replies, one after the other: RFC 9112, section 4. */
final class ReplyHead implements HeadScanner.Reader {

  private static final String OPENING = "HTTP/1.";
  private static final int VERSION_LENGTH = "HTTP/1.1".length();
  private static final int WITH_STATUS = "HTTP/1.1 200".length();

  private final Framing framing = new Framing();
  private boolean http10;
  private int status;

  /** Refuses at once what cannot become a reply, as its sender may wait for an answer. */
  static void checkOpening(ByteBuf in) throws Malformed {
    if (!Octets.begin(in, in.readerIndex(), in.writerIndex(), OPENING)) {
      throw new Malformed(Flaw.STATUS_LINE);
    }
  }

  @Override
  public void startLine(ByteBuf in, int from, int to) throws Malformed {
    framing.clear();
    http10 = Octets.begin(in, from, to, "HTTP/1.0");
    boolean known = http10 || Octets.begin(in, from, to, "HTTP/1.1");
    if (!known || to - from < WITH_STATUS || in.getByte(from + VERSION_LENGTH) != ' ') {
      throw new Malformed(Flaw.STATUS_LINE);
    }
    status = 0;
    for (int i = from + VERSION_LENGTH + 1; i < from + WITH_STATUS; i++) {
      int digit = in.getByte(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new Malformed(Flaw.STATUS_LINE);
      }
      status = 10 * status + digit;
    }
    // Servers leave out the reason phrase, and some the space before it too.
    boolean ended = to - from == WITH_STATUS || in.getByte(from + WITH_STATUS) == ' ';
    if (status < 100 || !ended) {
      throw new Malformed(Flaw.STATUS_LINE);
    }
    FieldLine.checkValue(in, from + WITH_STATUS, to);
  }

  @Override
  public void field(ByteBuf in, int name, int nameEnd, int value, int valueEnd) throws Malformed {
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

  /** What was read, once the head is complete. */
  HttpReply finish(HttpRequest request) throws Malformed {
    framing.check(http10);
    if (status == HttpReply.SWITCHING_PROTOCOLS && !request.upgrade()) {
      throw new Malformed(Flaw.UNASKED_SWITCH);
    }
    return new HttpReply(HttpResponseStatus.valueOf(status).codeAsText().toString(), status);
  }

  void beginBody(BodyScanner body) {
    framing.beginReply(body);
  }
}
