package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The session of a conversation whose messages have no known boundaries. It cuts turns. A turn
 * starts at the client's first byte, or at its first byte after a byte of the current turn's reply
 * was forwarded. Bytes from the backend before the client's first byte belong to no turn.
 *
 * <p>The head of a message is whatever arrived first in one piece. A message is never reported as
 * ended, because its end is unknown; the engine ends a turn when the next one begins.
 *
 * <p>Nobody can say anything in place of such a conversation, so every failure is a reset. It
 * classifies all given bytes at once, holds no buffer, and refuses nothing. A subclass may add
 * capabilities.
 */
public class Turns implements Session {

  private final Pairing pairing;
  private boolean begun;

  /** The request whose reply most recently got a head. */
  private @Nullable Request replied;

  /** Starts with the next byte from the client. */
  public Turns(Pairing pairing) {
    this.pairing = pairing;
  }

  @Override
  public final Cut cutRequest(ByteBuf in) {
    if (begun && !pairing.replyForwarded()) {
      return Cut.body(in.readableBytes(), false);
    }
    begun = true;
    return Cut.request(in.readableBytes(), false, Piece.of(in));
  }

  @Override
  public final Cut cutReply(ByteBuf in) {
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

  @Override
  public final Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
    return Rendering.reset();
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
