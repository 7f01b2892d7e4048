package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.api.Rendering;
import io.galopin.engine.trouble.Nonsense;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Whether what a session answers makes sense. All throw {@link Nonsense} where it does not. */
public final class CutCheck {

  /** More bytes than that nobody collects to find out what they are. */
  private static final int MOST_UNDECIDED = 16 << 20;

  private CutCheck() {}

  /** The bytes are as they were lent. */
  static void lent(ByteBuf in, int reader, int writer) {
    if (in.refCnt() == 0) {
      throw new Nonsense("released the bytes that were lent to it");
    }
    if (in.readerIndex() != reader || in.writerIndex() != writer) {
      in.setIndex(reader, writer);
      throw new Nonsense("moved the indices of the bytes that were lent to it");
    }
  }

  /** The answer is about the bytes, complete, and one that bytes from a client can have. */
  static Cut request(ByteBuf in, @Nullable Cut answer) {
    Cut cut = given(answer);
    if (cut.kind() == Cut.Kind.UNANSWERED || cut.kind() == Cut.Kind.REPLY) {
      throw new Nonsense("said " + cut.kind() + " (expected: only of replies)");
    }
    return answer(in, cut);
  }

  /** As {@link #request}, for bytes from a backend. */
  static Cut reply(ByteBuf in, @Nullable Cut answer) {
    Cut cut = given(answer);
    if (cut.kind() == Cut.Kind.REQUEST) {
      throw new Nonsense("said REQUEST (expected: only of requests)");
    }
    return answer(in, cut);
  }

  private static Cut given(@Nullable Cut answer) {
    if (answer == null) {
      throw new Nonsense("returned null (expected: a Cut)");
    }
    return answer;
  }

  private static Cut answer(ByteBuf in, Cut cut) {
    switch (cut.kind()) {
      case REQUEST, REPLY, BODY, PASS -> {
        if (cut.length() < 1 || cut.length() > in.readableBytes()) {
          throw new Nonsense(
              "said "
                  + cut.kind()
                  + " of "
                  + cut.length()
                  + " bytes (expected: 1 to "
                  + in.readableBytes()
                  + ")");
        }
        if (cut.isHead() && cut.message() == null) {
          throw new Nonsense("said " + cut.kind() + " without a message");
        }
      }
      case MORE -> {
        if (in.readableBytes() > MOST_UNDECIDED) {
          throw new Nonsense("said MORE of " + in.readableBytes() + " bytes (expected: to refuse)");
        }
      }
      case NOTHING -> throw new Nonsense("said NOTHING (expected: only at an end)");
      case AWAIT, UNANSWERED, REFUSE -> {}
    }
    return handedOver(cut);
  }

  /** The answer is one that an end can have. */
  static Cut end(ByteBuf rest, @Nullable Cut answer) {
    Cut cut = given(answer);
    if (rest.refCnt() == 0) {
      throw new Nonsense("released the bytes that were lent to it");
    }
    return switch (cut.kind()) {
      case NOTHING, PASS, REFUSE -> handedOver(cut);
      default -> throw new Nonsense("said " + cut.kind() + " (expected: PASS, REFUSE or NOTHING)");
    };
  }

  private static Cut handedOver(Cut cut) {
    if (cut.replacement() != null && !cut.isHead() && cut.kind() != Cut.Kind.PASS) {
      throw new Nonsense("replaced what it called " + cut.kind());
    }
    owned(cut.replacement());
    Rendering rendering = cut.rendering();
    if (rendering != null) {
      if (cut.kind() != Cut.Kind.REFUSE) {
        throw new Nonsense("rendered something for what it called " + cut.kind());
      }
      whole(rendering);
    }
    return cut;
  }

  /** The bytes are there. */
  static @Nullable ByteBuf owned(@Nullable ByteBuf bytes) {
    if (bytes != null && bytes.refCnt() == 0) {
      throw new Nonsense("handed over bytes that it had released");
    }
    return bytes;
  }

  /** The rendering has all its parts. */
  static Rendering whole(Rendering rendering) {
    if (rendering.bytes() == null) {
      throw new Nonsense("rendered null (expected: bytes, none at least)");
    }
    owned(rendering.bytes());
    if (rendering.end() == null || rendering.label() == null) {
      rendering.bytes().release();
      throw new Nonsense("rendered something without an end or a label");
    }
    return rendering;
  }

  /** Lets go of what was handed over with an answer that nobody carries out. */
  public static void release(Cut cut) {
    release(cut.replacement());
    Rendering rendering = cut.rendering();
    if (rendering != null) {
      release(rendering.bytes());
    }
  }

  private static void release(@Nullable ByteBuf bytes) {
    if (bytes != null && bytes.refCnt() > 0) {
      bytes.release();
    }
  }
}
