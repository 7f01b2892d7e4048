package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes without known boundaries into turns. A turn starts at the client's first byte, or at
 * its first byte after a byte of the current turn's reply was forwarded. Bytes from the backend
 * before the client's first byte belong to no turn.
 *
 * <p>The head of a message is whatever arrived first in one piece. A message is never reported as
 * ended, because its end is unknown; the engine ends a turn when the next one begins.
 *
 * <p>Belongs to one connection and is used only on its event loop. It classifies all given bytes at
 * once, holds no buffer, and refuses nothing.
 */
public final class Turns {

  private final Pairing pairing;
  private boolean begun;

  /** The request whose reply most recently got a head. */
  private @Nullable Request replied;

  /** Starts with the next byte from the client. */
  public Turns(Pairing pairing) {
    this.pairing = pairing;
  }

  /** See {@link Session#cutRequest}. */
  public Cut cutRequest(ByteBuf in) {
    if (begun && !pairing.replyForwarded()) {
      return Cut.body(in.readableBytes(), false);
    }
    begun = true;
    return Cut.request(in.readableBytes(), false, Piece.of(in));
  }

  /** See {@link Session#cutReply}. */
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

  /** One per head, compared by identity. */
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
