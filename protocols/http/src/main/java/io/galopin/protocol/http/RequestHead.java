package io.galopin.protocol.http;

import io.galopin.protocol.text.Flawed;
import io.galopin.protocol.text.Octets;
import io.galopin.protocol.text.TlsBytes;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of a connection's requests, one after another: RFC 9112, section 3. Refuses what
 * servers could read in different ways. Leaves to the backend what has only one meaning, however
 * odd.
 */
final class RequestHead implements HeadScanner.Reader {

  private final Framing framing = new Framing();
  private String label = "";
  private boolean head;
  private boolean connect;
  private boolean http10;
  private boolean close;
  private boolean keepAlive;
  private boolean upgrade;
  private boolean expectsContinue;
  private boolean hasHost;
  private final Target target = new Target();
  private final TraceParent traceParent = new TraceParent();

  /** Places in the head, counted from its start. */
  private int targetFrom;

  private int targetEnd;
  private int host;
  private int hostEnd;

  /**
   * Refuses at once what cannot become a request, because its sender may be waiting for an answer.
   */
  static void checkOpening(ByteBuf in) throws Flawed {
    int start = in.readerIndex();
    byte first = in.getByte(start);
    if (TlsBytes.mayBegin(in, start)) {
      if (in.readableBytes() > 1) {
        throw new Flawed(TlsBytes.begin(in, start) ? Flaw.TLS : Flaw.REQUEST_LINE);
      }
    } else if (first == Octets.LF) {
      throw new Flawed(Flaw.BARE_LF);
    } else if (first != Octets.CR && in.forEachByte(start, 1, Grammar.TOKEN) >= 0) {
      throw new Flawed(Flaw.REQUEST_LINE);
    }
  }

  @Override
  public void startLine(ByteBuf in, int from, int to) throws Flawed {
    clear();
    int methodEnd = in.forEachByte(from, to - from, Grammar.TOKEN);
    if (methodEnd <= from || in.getByte(methodEnd) != ' ') {
      throw new Flawed(isRedis(in, from, to) ? Flaw.REDIS : Flaw.REQUEST_LINE);
    }
    int first = methodEnd + 1;
    int end = in.forEachByte(first, to - first, Grammar.TARGET);
    if (end <= first) {
      throw new Flawed(Flaw.REQUEST_LINE);
    }
    FieldLine.checkValue(in, end, to, Grammar.VALUE);
    if (in.getByte(end) != ' ') {
      throw new Flawed(Flaw.CONTROL);
    }
    version(in, end + 1, to);
    head = Octets.are(in, from, methodEnd, "HEAD");
    connect = Octets.are(in, from, methodEnd, "CONNECT");
    label = Label.of(in, from, methodEnd, first, end);
    targetFrom = first - in.readerIndex();
    targetEnd = end - in.readerIndex();
  }

  /** Whether the line is the number of a Redis command's arguments: {@code *2}. */
  private static boolean isRedis(ByteBuf in, int from, int to) {
    return to - from > 1 && in.getByte(from) == '*' && Character.isDigit(in.getByte(from + 1));
  }

  private void version(ByteBuf in, int from, int to) throws Flawed {
    http10 = Octets.are(in, from, to, "HTTP/1.0");
    if (http10 || Octets.are(in, from, to, "HTTP/1.1")) {
      return;
    }
    if (in.indexOf(from, to, (byte) ' ') >= 0) {
      throw new Flawed(Flaw.SPACES);
    }
    if (Octets.are(in, from, to, "HTTP/2.0") || Octets.are(in, from, to, "HTTP/2")) {
      throw new Flawed(Flaw.HTTP_2);
    }
    boolean wellFormed =
        to - from == "HTTP/0.9".length()
            && Octets.begin(in, from, to, "HTTP/")
            && Character.isDigit(in.getByte(from + 5))
            && in.getByte(from + 6) == '.'
            && Character.isDigit(in.getByte(from + 7));
    throw new Flawed(wellFormed ? Flaw.VERSION : Flaw.REQUEST_LINE);
  }

  private void clear() {
    framing.clear();
    close = false;
    keepAlive = false;
    upgrade = false;
    expectsContinue = false;
    hasHost = false;
    traceParent.clear();
  }

  @Override
  public void field(ByteBuf in, int name, int nameEnd, int value, int valueEnd) throws Flawed {
    // The length of a name is enough to skip nearly all headers without a comparison.
    switch (nameEnd - name) {
      case 4 -> {
        if (Octets.areAnyCase(in, name, nameEnd, "host")) {
          host(in, value, valueEnd);
        }
      }
      case 6 -> {
        if (Octets.areAnyCase(in, name, nameEnd, "expect")) {
          expectsContinue |= Grammar.list(in, value, valueEnd, "100-continue");
        }
      }
      case 7 -> upgrade |= Octets.areAnyCase(in, name, nameEnd, "upgrade");
      case 10 -> {
        if (Octets.areAnyCase(in, name, nameEnd, "connection")) {
          close |= Grammar.list(in, value, valueEnd, "close");
          keepAlive |= Grammar.list(in, value, valueEnd, "keep-alive");
        }
      }
      case 11 -> {
        if (Octets.areAnyCase(in, name, nameEnd, "traceparent")) {
          traceParent.read(in, value, valueEnd);
        }
      }
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

  private void host(ByteBuf in, int value, int valueEnd) throws Flawed {
    if (hasHost) {
      throw new Flawed(Flaw.SECOND_HOST);
    }
    if (in.forEachByte(value, valueEnd - value, Grammar.HOST) >= 0) {
      throw new Flawed(Flaw.HOST);
    }
    hasHost = true;
    host = value - in.readerIndex();
    hostEnd = valueEnd - in.readerIndex();
  }

  /** Returns what was read, once the head is complete. */
  HttpRequest finish() throws Flawed {
    framing.check(http10);
    if (!hasHost && !http10) {
      throw new Flawed(Flaw.NO_HOST);
    }
    if (connect && framing.hasBody()) {
      throw new Flawed(Flaw.CONNECT_WITH_BODY);
    }
    return new HttpRequest(
        label,
        head,
        connect,
        upgrade,
        http10,
        !close && (keepAlive || !http10),
        expectsContinue && framing.hasBody(),
        traceParent.text());
  }

  void beginBody(BodyScanner body) {
    framing.begin(body);
  }

  /**
   * Returns the head with another host: in the Host header, and in the target if it names one,
   * because servers then use only that (RFC 9112, section 3.2.2). The target of a CONNECT stays,
   * because the backend connects to it.
   *
   * @param in the same bytes
   * @return a buffer that the caller must release; null if the head names no host
   */
  @Nullable ByteBuf withHost(ByteBuf in, int length, String value) {
    int start = in.readerIndex();
    target.read(in, start + targetFrom, start + targetEnd);
    boolean absolute = target.hasPath() && target.hasAuthority();
    if (!hasHost && !absolute) {
      return null;
    }
    ByteBuf changed = in.alloc().buffer(length + 2 * value.length());
    int at = start;
    if (absolute) {
      changed.writeBytes(in, at, target.authority() - at);
      changed.writeCharSequence(value, StandardCharsets.US_ASCII);
      at = target.authorityEnd();
    }
    if (hasHost) {
      changed.writeBytes(in, at, start + host - at);
      changed.writeCharSequence(value, StandardCharsets.US_ASCII);
      at = start + hostEnd;
    }
    return changed.writeBytes(in, at, start + length - at);
  }
}
