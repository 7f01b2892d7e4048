package io.galopin.protocol.tls;

import io.galopin.api.Cut;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;

/**
 * Cuts what a client sends until its backend has answered.
 *
 * <pre>
 *   FIRST ──► HELLO ── ClientHello ──► ANSWER ── the session hands over
 *                                       │   ▲
 *                     HelloRetryRequest │   │ the second ClientHello
 *                                       └─► AGAIN ── early data, and other records, pass
 * </pre>
 */
final class RequestCutter {

  private enum State {
    FIRST,
    HELLO,
    ANSWER,
    AGAIN
  }

  private static final int LONGEST_METHOD = 16;

  private final int maxHello;
  private MessageScanner scanner;
  private State state = State.FIRST;

  RequestCutter(int maxHello) {
    this.maxHello = maxHello;
    this.scanner = scanner();
  }

  private MessageScanner scanner() {
    return new MessageScanner(Wire.CLIENT_HELLO, maxHello, Flaw.NO_HELLO, Flaw.LONG_HELLO);
  }

  /** Notes that the backend wants another ClientHello. */
  void again() {
    scanner = scanner();
    state = State.AGAIN;
  }

  Cut cut(ByteBuf in) throws Flawed {
    return switch (state) {
      case FIRST -> first(in);
      case HELLO -> hello(in);
      case ANSWER -> Cut.await();
      case AGAIN -> again(in);
    };
  }

  private Cut first(ByteBuf in) throws Flawed {
    int from = in.readerIndex();
    int first = in.getUnsignedByte(from);
    if (first == Wire.HANDSHAKE) {
      if (in.readableBytes() > 1 && in.getByte(from + 1) != Wire.MAJOR_VERSION) {
        throw new Flawed(Flaw.NOT_TLS);
      }
      state = in.readableBytes() > 1 ? State.HELLO : State.FIRST;
      return state == State.HELLO ? hello(in) : Cut.more();
    }
    if (first >= 0x80) {
      if (in.readableBytes() < 3) {
        return Cut.more();
      }
      throw new Flawed(in.getByte(from + 2) == Wire.CLIENT_HELLO ? Flaw.SSL_2 : Flaw.NOT_TLS);
    }
    throwIfKnown(in);
    return Cut.more();
  }

  /** Returns if the bytes may be the beginning of HTTP: a method, and a space. */
  private static void throwIfKnown(ByteBuf in) throws Flawed {
    int end = Math.min(in.readableBytes(), LONGEST_METHOD + 1);
    for (int i = 0; i < end; i++) {
      byte letter = in.getByte(in.readerIndex() + i);
      if (letter < 'A' || letter > 'Z') {
        throw new Flawed(letter == ' ' && i > 2 ? Flaw.HTTP : Flaw.NOT_TLS);
      }
    }
    if (end > LONGEST_METHOD) {
      throw new Flawed(Flaw.NOT_TLS);
    }
  }

  private Cut hello(ByteBuf in) throws Flawed {
    int length = scanner.scan(in);
    if (length == MessageScanner.NOT_YET) {
      return Cut.more();
    }
    if (scanner.hasMore()) {
      throw new Flawed(Flaw.MORE_IN_RECORD);
    }
    boolean second = state == State.AGAIN;
    state = State.ANSWER;
    return second
        ? Cut.body(length, false)
        : Cut.request(length, false, new TlsRequest(ClientHello.of(scanner.body(in))));
  }

  /** The first ClientHello may have early data behind it, which the backend will not read. */
  private Cut again(ByteBuf in) throws Flawed {
    int from = in.readerIndex();
    int type = in.getByte(from);
    if (type != Wire.CHANGE_CIPHER_SPEC && type != Wire.APPLICATION_DATA && type != Wire.ALERT) {
      return hello(in);
    }
    int length = Records.length(in, Flaw.LONG_RECORD);
    return length == Records.NOT_YET ? Cut.more() : Cut.body(length, false);
  }
}
