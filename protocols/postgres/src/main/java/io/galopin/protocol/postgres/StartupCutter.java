package io.galopin.protocol.postgres;

import io.galopin.api.Cut;
import io.netty.buffer.ByteBuf;

/**
 * Cuts what a client sends until it can work: requests for encryption, the startup packet,
 * passwords; or a request to cancel, which has a connection of its own.
 *
 * <pre>
 *   (SSLRequest | GSSENCRequest)*  answered by one byte each
 *   StartupMessage                 the opening
 *   (PasswordMessage)*             what belongs to it
 * </pre>
 */
final class StartupCutter {

  private enum State {
    /** Nothing was said, or no encryption was agreed on. */
    START,
    /** The backend has not answered yet whether it encrypts. */
    ASKED,
    OPENING,
    STARTED,
    /** The client wants another connection's statement to be canceled. */
    CANCELED
  }

  private static final int STARTUP_HEADER = 8;

  /** The first byte of TLS without a request for it. */
  static final byte TLS_HANDSHAKE = 0x16;

  private static final String NO_CLIENT = "it does not begin like a client of PostgreSQL";

  /** A record's type, version, and length. */
  private static final int TLS_HEADER = 5;

  /** The length of a record that peers accept. */
  private static final int MOST_TLS = 1 << 14;

  private final Limits limits;
  private final Tls tls;
  private final Parameters parameters;
  private State state = State.START;
  private boolean first = true;
  private long left;

  StartupCutter(Limits limits, Tls tls, Parameters parameters) {
    this.limits = limits;
    this.tls = tls;
    this.parameters = parameters;
  }

  /** Whether the client has nothing more to say here. */
  boolean over() {
    return state == State.STARTED;
  }

  /** Whether the next byte from the backend says if it encrypts. */
  boolean asked() {
    return state == State.ASKED;
  }

  /** Notes that the backend does not encrypt. */
  void declined() {
    state = State.START;
  }

  /** Notes that the opening has ended. */
  void opened() {
    if (state == State.OPENING) {
      state = State.STARTED;
    }
  }

  /** Whether the client wants another connection's statement to be canceled. */
  boolean canceled() {
    return state == State.CANCELED;
  }

  /** Whether the client begins with TLS, without asking. */
  boolean beginsWithTls(ByteBuf in) {
    return tls == Tls.PASS
        && state == State.START
        && first
        && in.getByte(in.readerIndex()) == TLS_HANDSHAKE;
  }

  /** Whether all bytes of the first record are there, so that one turn begins with it. */
  static boolean wholeHello(ByteBuf in) throws Flaw {
    int from = in.readerIndex();
    int readable = in.readableBytes();
    int length = readable < TLS_HEADER ? 0 : in.getUnsignedShort(from + TLS_HEADER - 2);
    boolean version = readable < 2 || in.getByte(from + 1) == 3;
    if (!version || length > MOST_TLS) {
      throw new Flaw(NO_CLIENT);
    }
    return readable >= TLS_HEADER && readable >= TLS_HEADER + length;
  }

  Cut cut(ByteBuf in) throws Flaw {
    return switch (state) {
      case START -> cutStart(in);
      case ASKED -> Cut.await();
      case OPENING -> cutPassword(in);
      case CANCELED, STARTED -> Cut.pass(in.readableBytes());
    };
  }

  private Cut cutStart(ByteBuf in) throws Flaw {
    int readable = in.readableBytes();
    if (readable < 4) {
      return Cut.more();
    }
    int length = in.getInt(in.readerIndex());
    if (length < STARTUP_HEADER || length > Wire.MOST_STARTUP) {
      boolean tlsFirst = in.getByte(in.readerIndex()) == TLS_HANDSHAKE;
      throw new Flaw(
          tlsFirst
              ? "it begins with TLS, which the option tls refuses (expected: sslmode=disable, or"
                  + " sslmode=prefer without sslnegotiation=direct, at the client)"
              : NO_CLIENT);
    }
    if (readable < length) {
      return Cut.more();
    }
    first = false;
    int code = in.getInt(in.readerIndex() + 4);
    if (code == Wire.CANCEL_REQUEST) {
      state = State.CANCELED;
      return Cut.pass(length);
    }
    if (code == Wire.SSL_REQUEST || code == Wire.GSS_REQUEST) {
      if (tls == Tls.REFUSE) {
        return Cut.answered(length, Renderings.notEncrypted(in.alloc()));
      }
      state = State.ASKED;
      return Cut.pass(length);
    }
    if (code >>> 16 != Wire.VERSION_3) {
      throw new Flaw("the client speaks another version than 3");
    }
    parameters.startup(in, in.readerIndex(), in.readerIndex() + length);
    state = State.OPENING;
    return Cut.request(length, false, PostgresRequest.startup());
  }

  private Cut cutPassword(ByteBuf in) throws Flaw {
    if (left > 0) {
      int length = (int) Math.min(left, in.readableBytes());
      left -= length;
      return Cut.body(length, false);
    }
    byte type = in.getByte(in.readerIndex());
    if (type != 'p' && type != 'X') {
      if (!HeadScanner.isRequest(type)) {
        throw new Flaw("there is no message of this type");
      }
      // The client does not wait for the end of the opening, as it should.
      return Cut.await();
    }
    if (in.readableBytes() < Wire.HEADER) {
      return Cut.more();
    }
    long length = Wire.length(in, in.readerIndex(), limits.head());
    int there = (int) Math.min(length, in.readableBytes());
    left = length - there;
    return Cut.body(there, false);
  }
}
