package io.galopin.engine.exchange;

import io.galopin.api.Cut;
import io.galopin.api.Rendering;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.trouble.Nonsense;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Checks the answers of a session. All methods throw {@link Nonsense} if an answer is invalid. */
public final class CutCheck {

  /** The most undecided bytes that are collected. */
  private static final int MOST_UNDECIDED = 16 << 20;

  private CutCheck() {}

  /** Checks that the session did not change the bytes it was lent. */
  static void lent(ByteBuf in, int reader, int writer) {
    if (in.refCnt() == 0) {
      throw new Nonsense("released the bytes that were lent to it");
    }
    if (in.readerIndex() != reader || in.writerIndex() != writer) {
      in.setIndex(reader, writer);
      throw new Nonsense("moved the indices of the bytes that were lent to it");
    }
  }

  /**
   * Like {@link #lent(ByteBuf, int, int)}, and checks that the answer does not hand over what was
   * only lent.
   *
   * @param count how many references {@code in} had before
   */
  static void lent(ByteBuf in, int reader, int writer, int count, @Nullable Cut answer) {
    if (answer != null) {
      Rendering rendering = answer.rendering();
      own(answer.replacement(), in, count);
      own(rendering == null ? null : rendering.bytes(), in, count);
    }
    lent(in, reader, writer);
  }

  /**
   * Checks that bytes are the engine's to release. If they are a view of {@code in}, its count must
   * have grown: otherwise they would be gone when {@code in} is, and could be overwritten with the
   * bytes of another connection.
   */
  static void own(@Nullable ByteBuf bytes, ByteBuf in, int count) {
    if (bytes != null && in.refCnt() > 0 && in.refCnt() <= count && isView(bytes, in)) {
      // An answer that is not carried out is released.
      bytes.retain();
      throw new Nonsense("handed over bytes that were lent to it (expected: retained, or a copy)");
    }
  }

  /** Whether two buffers are counted as one. */
  @SuppressWarnings("ReferenceEquality") // the same memory, not equal bytes
  private static boolean isView(ByteBuf bytes, ByteBuf in) {
    if (HoldQueue.root(bytes) != HoldQueue.root(in)) {
      return false;
    }
    int before = bytes.refCnt();
    in.retain();
    boolean counted = bytes.refCnt() > before;
    in.release();
    return counted;
  }

  /** Checks that the answer fits the bytes, is complete, and is valid for bytes from a client. */
  static Cut request(ByteBuf in, @Nullable Cut answer) {
    Cut cut = given(answer);
    if (cut.kind() == Cut.Kind.UNANSWERED || cut.kind() == Cut.Kind.REPLY) {
      throw new Nonsense("said " + cut.kind() + " (expected: only of replies)");
    }
    if (cut.kind() == Cut.Kind.PASS && cut.message() != null) {
      throw new Nonsense("said that a client sends a notice (expected: only of replies)");
    }
    if (cut.isFraming() && cut.replacement() != null) {
      throw new Nonsense("replaced framing of a request (expected: only of replies)");
    }
    return answer(in, cut);
  }

  /** Like {@link #request}, for bytes from a backend. */
  static Cut reply(ByteBuf in, @Nullable Cut answer) {
    Cut cut = given(answer);
    if (cut.kind() == Cut.Kind.REQUEST || cut.kind() == Cut.Kind.ANSWERED) {
      throw new Nonsense("said " + cut.kind() + " (expected: only of requests)");
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
      case REQUEST, REPLY, BODY, PASS, ANSWERED -> {
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

  /** Checks that the answer is valid for the end of a direction. */
  static Cut end(ByteBuf rest, @Nullable Cut answer) {
    Cut cut = given(answer);
    if (rest.refCnt() == 0) {
      throw new Nonsense("released the bytes that were lent to it");
    }
    if (cut.kind() == Cut.Kind.NOTHING && rest.isReadable()) {
      throw new Nonsense(
          "said NOTHING of " + rest.readableBytes() + " bytes (expected: PASS or REFUSE)");
    }
    return switch (cut.kind()) {
      case NOTHING, PASS, REFUSE -> handedOver(cut);
      default -> throw new Nonsense("said " + cut.kind() + " (expected: PASS, REFUSE or NOTHING)");
    };
  }

  private static Cut handedOver(Cut cut) {
    if (cut.wayOut() != null && cut.length() == 0) {
      throw new Nonsense("said " + cut.kind() + " and then TLS (expected: after bytes)");
    }
    if (cut.handsOver() && cut.length() == 0) {
      throw new Nonsense("said " + cut.kind() + " and handed over (expected: after bytes)");
    }
    boolean replaceable = cut.isHead() || cut.isFraming() || cut.kind() == Cut.Kind.PASS;
    if (cut.replacement() != null && !replaceable) {
      throw new Nonsense("replaced what it called " + cut.kind());
    }
    if (cut.kind() == Cut.Kind.REFUSE && cut.reason() == null) {
      throw new Nonsense("said REFUSE without a reason");
    }
    if (cut.kind() == Cut.Kind.ANSWERED && cut.rendering() == null) {
      throw new Nonsense("said ANSWERED without an answer");
    }
    owned(cut.replacement());
    Rendering rendering = cut.rendering();
    if (rendering != null) {
      if (cut.kind() != Cut.Kind.REFUSE && cut.kind() != Cut.Kind.ANSWERED) {
        throw new Nonsense("rendered something for what it called " + cut.kind());
      }
      whole(rendering);
    }
    return cut;
  }

  /** Checks that the bytes have not been released. */
  static @Nullable ByteBuf owned(@Nullable ByteBuf bytes) {
    if (bytes != null && bytes.refCnt() == 0) {
      throw new Nonsense("handed over bytes that it had released");
    }
    return bytes;
  }

  /** Checks that there is something for the backend to reply to; null if there are no bytes. */
  static @Nullable ByteBuf asking(@Nullable ByteBuf bytes) {
    if (bytes != null && bytes.refCnt() > 0 && !bytes.isReadable()) {
      bytes.release();
      throw new Nonsense("returned no bytes (expected: a request that gets a reply)");
    }
    return owned(bytes);
  }

  /** Checks that the rendering is complete. */
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

  /** Releases a cut that nobody has taken, and what it was cut from. */
  public static void discard(Cut cut, ByteBuf in) {
    release(cut);
    if (in.refCnt() > 0) {
      in.release();
    }
  }

  /** Releases the buffers of an answer that is not carried out. */
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
