package io.galopin.testkit;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A session whose answers are checked: one that breaks the rules of {@link Session} is an {@link
 * AssertionError}. It lends the session its buffers, and on {@link #close} demands them back.
 */
final class CheckedSession implements AutoCloseable {

  /** Bytes before those that the session is asked about, so that it cannot rely on index 0. */
  private static final int OFFSET = 3;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final Session session;
  private final List<String> seen;

  /**
   * A session that has not been asked anything.
   *
   * @param seen what was seen so far, for sentences
   */
  CheckedSession(Session session, List<String> seen) {
    this.session = session;
    this.seen = seen;
  }

  Session session() {
    return session;
  }

  /** What the pending bytes of a lane begin with. */
  Cut ask(Lane lane) {
    return ask(lane, lane.ofRequests() ? session::cutRequest : session::cutReply);
  }

  /** What becomes of the pending bytes of a lane that has ended. */
  Cut askAtEnd(Lane lane) {
    return ask(lane, lane.ofRequests() ? session::endRequests : session::endReplies);
  }

  private Cut ask(Lane lane, Function<ByteBuf, Cut> question) {
    int length = lane.pending.length();
    Cut cut =
        lend(
            lane.pending,
            in -> {
              Cut answer = question.apply(in);
              require(
                  in.readerIndex() == OFFSET && in.writerIndex() == OFFSET + length,
                  "the session moved an index");
              return answer;
            });
    boolean moves = cut.isHead() || cut.kind() == Cut.Kind.BODY || cut.kind() == Cut.Kind.PASS;
    require(
        cut.length() <= length && moves == cut.length() > 0,
        cut.kind() + " of " + cut.length() + " bytes where there are " + length);
    require(!cut.isHead() || cut.message() != null, "the session gave no message");
    require(
        cut.kind() != (lane.ofRequests() ? Cut.Kind.REPLY : Cut.Kind.REQUEST),
        cut.kind() + " of bytes that come " + lane.direction);
    return cut;
  }

  String label(Message message, String head) {
    return session instanceof Labeling able
        ? lend(head, in -> able.label(message, in))
        : message.label();
  }

  /** Only asks, as the engine does: what it says is for a hash. */
  @Nullable String unabridged(Request request, String head) {
    return session instanceof Labeling able
        ? lend(head, in -> able.unabridged(request, in))
        : null;
  }

  @Nullable Object attribute(Attribute attribute, String name, Message message, String head) {
    return session instanceof Attributing able
        ? lend(head, in -> able.attribute(attribute, name, message, in))
        : null;
  }

  /** What the backend gets in place of a request that fails. */
  @Nullable String substitute(Request request) {
    ByteBuf bytes =
        session instanceof Substituting able ? able.substitute(request, allocator) : null;
    return bytes == null ? null : taken(bytes);
  }

  /** Renders a failure; its bytes are the caller's to release. */
  Rendering render(Failure failure, Exchange exchange) {
    return session.render(failure, exchange, allocator);
  }

  private <T extends @Nullable Object> T lend(CharSequence bytes, Function<ByteBuf, T> use) {
    ByteBuf buffer = allocator.heapBuffer(OFFSET + bytes.length());
    try {
      buffer.writeZero(OFFSET).skipBytes(OFFSET);
      buffer.writeCharSequence(bytes, StandardCharsets.ISO_8859_1);
      return use.apply(buffer);
    } finally {
      buffer.release();
    }
  }

  /** The bytes of a buffer that was handed over. */
  static String taken(ByteBuf bytes) {
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    bytes.release();
    return text;
  }

  void require(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence + ", after " + seen);
    }
  }

  @Override
  public void close() {
    session.close();
    long held = allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    require(held == 0, held + " bytes of buffers were not released");
  }
}
