package io.galopin.protocol.postgres;

import io.galopin.api.Cut;
import io.galopin.api.TlsUpgrade;
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

  /** How clients and users avoid encryption. */
  static final String WAY_OUT =
      "sslmode=disable and gssencmode=disable at the client, or the option tls=refuse";

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
  private final TlsUpgrade upgrade;
  private final Parameters parameters;
  private State state = State.START;
  private boolean secured;
  private boolean first = true;
  private long left;

  StartupCutter(Limits limits, Tls tls, TlsUpgrade upgrade, Parameters parameters) {
    this.limits = limits;
    this.tls = tls;
    this.upgrade = upgrade;
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

  /** Notes what the backend has answered. If it encrypts, the client begins again in TLS. */
  void answered(boolean encrypts) {
    state = State.START;
    secured |= encrypts;
  }

  /** Whether what is cut here is said in TLS. */
  boolean secured() {
    return secured;
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
        && upgrade == TlsUpgrade.PASSES
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
      throw new Flaw(in.getByte(in.readerIndex()) == TLS_HANDSHAKE ? tlsFirst() : NO_CLIENT);
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
      return cutWish(in, length, code == Wire.SSL_REQUEST);
    }
    if (code >>> 16 != Wire.VERSION_3) {
      throw new Flaw("the client speaks another version than 3");
    }
    parameters.startup(in, in.readerIndex(), in.readerIndex() + length);
    state = State.OPENING;
    return Cut.request(length, false, PostgresRequest.startup());
  }

  private String tlsFirst() {
    return tls == Tls.REFUSE
        ? "it begins with TLS, which the option tls refuses (expected: sslmode=disable, or"
            + " sslmode=prefer without sslnegotiation=direct, at the client)"
        : "it begins with TLS before it has asked for it (expected: no sslnegotiation=direct at the"
            + " client, or begin=at-once for TLS at this proxy)";
  }

  /** Only TLS can be read on behind it, so other encryption is declined where Galopin reads on. */
  private Cut cutWish(ByteBuf in, int length, boolean forTls) throws Flaw {
    if (secured) {
      throw new Flaw("it asks for encryption within TLS");
    }
    boolean declined = upgrade != TlsUpgrade.PASSES && !forTls;
    if (tls == Tls.REFUSE || declined) {
      return Cut.answered(length, Renderings.notEncrypted(in.alloc()));
    }
    if (upgrade == TlsUpgrade.ANSWERED) {
      secured = true;
      return Cut.answered(length, Renderings.encrypted(in.alloc())).thenTls(WAY_OUT);
    }
    state = State.ASKED;
    return Cut.pass(length);
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
