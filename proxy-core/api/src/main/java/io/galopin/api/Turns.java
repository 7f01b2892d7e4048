package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The cutting of bytes without known boundaries into turns. A turn starts at the client's first
 * byte, or at its first byte after a byte of the current turn's reply was forwarded; what the
 * backend says before the client's first byte is no part of any.
 *
 * <p>The head of a turn's message is whatever came first and together; no message is ever said to
 * have ended, as nobody can know: the engine ends a turn when the next one begins.
 *
 * <p>Belongs to one connection and is used on its event loop alone. It answers each question at
 * once and about all bytes that it is asked about, holds no buffer and refuses nothing.
 */
public final class Turns {

  private final Pairing pairing;
  private boolean begun;

  /** The request to whose reply a head was given last. */
  private @Nullable Request replied;

  /** Turns that begin with the next byte from the client. */
  public Turns(Pairing pairing) {
    this.pairing = pairing;
  }

  /** As {@link Session#cutRequest}. */
  public Cut cutRequest(ByteBuf in) {
    if (begun && !pairing.replyForwarded()) {
      return Cut.body(in.readableBytes(), false);
    }
    begun = true;
    return Cut.request(in.readableBytes(), false, Piece.of(in));
  }

  /** As {@link Session#cutReply}. */
  public Cut cutReply(ByteBuf in) {
    Request request = pairing.answered();
    if (request == null) {
      return Cut.pass(in.readableBytes());
    }
    if (request == replied) {
      return Cut.body(in.readableBytes(), false);
    }
    replied = request;
    return Cut.reply(in.readableBytes(), false, Piece.of(in));
  }

  /** One per head, told from others by its identity. */
  private static final class Piece implements Request, Reply {

    private final int length;

    private Piece(int length) {
      this.length = length;
    }

    static Piece of(ByteBuf in) {
      return new Piece(in.readableBytes());
    }

    @Override
    public boolean failsAtOnce() {
      return true;
    }

    @Override
    public boolean headIsPayload() {
      return true;
    }

    @Override
    public String label() {
      return length == 1 ? "1 byte" : length + " bytes";
    }
  }
}
