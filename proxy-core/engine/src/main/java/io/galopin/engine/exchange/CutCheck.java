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

  /** As {@link #answer}; every request gets an answer. */
  static void request(ByteBuf in, Cut cut) {
    if (cut.kind() == Cut.Kind.UNANSWERED) {
      throw new Nonsense("said UNANSWERED (expected: only of replies)");
    }
    answer(in, cut);
  }

  /** The answer is about the bytes, and complete. */
  static void answer(ByteBuf in, Cut cut) {
    switch (cut.kind()) {
      case HEAD, BODY, PASS -> {
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
        if (cut.kind() == Cut.Kind.HEAD && cut.message() == null) {
          throw new Nonsense("said HEAD without a message");
        }
      }
      case MORE -> {
        if (in.readableBytes() > MOST_UNDECIDED) {
          throw new Nonsense("said MORE of " + in.readableBytes() + " bytes (expected: to refuse)");
        }
      }
      case NONE -> throw new Nonsense("gave no answer (expected: one of those of Cut)");
      default -> {}
    }
    handedOver(cut);
  }

  /** The answer is one that an end can have. */
  static void end(ByteBuf rest, Cut cut) {
    if (rest.refCnt() == 0) {
      throw new Nonsense("released the bytes that were lent to it");
    }
    switch (cut.kind()) {
      case NONE, PASS, REFUSE -> handedOver(cut);
      default -> throw new Nonsense("said " + cut.kind() + " (expected: PASS, REFUSE or nothing)");
    }
  }

  private static void handedOver(Cut cut) {
    if (cut.replacement() != null && cut.kind() != Cut.Kind.HEAD) {
      throw new Nonsense("replaced the head of what it called " + cut.kind());
    }
    owned(cut.replacement());
    Rendering rendering = cut.rendering();
    if (rendering != null) {
      if (cut.kind() != Cut.Kind.REFUSE) {
        throw new Nonsense("rendered something for what it called " + cut.kind());
      }
      whole(rendering);
    }
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
