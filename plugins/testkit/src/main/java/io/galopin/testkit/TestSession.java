package io.galopin.testkit;

import io.galopin.api.Attribute;
import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection without sockets whose protocol is under test: it asks the protocol what bytes are,
 * as the engine does, forwards them at once, and tells what it saw.
 *
 * <pre>{@code
 * try (TestSession session = TestSession.of(new EchoFactory())) {
 *   session.client("PING\r\n").backend("PONG\r\n");
 *   assertThat(session.seen()).containsExactly("> PING", ">| 6", "< PONG", "<| 6");
 * }
 * }</pre>
 *
 * <p>Bytes are written as text, one character for each. Whatever breaks the rules of {@link
 * Session}, as an answer about more bytes than there are, is an {@link AssertionError}. Closing it
 * closes the session and demands that all buffers were released. Used by one thread alone.
 */
public final class TestSession implements AutoCloseable {

  /** Bytes before those that a session is asked about, so that it cannot rely on index 0. */
  private static final int OFFSET = 3;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final ProtocolFactory factory;
  private final TestPairing pairing;
  private final Session session;
  private final Cut cut = new Cut();
  private final List<String> seen = new ArrayList<>();
  private final Lane upstream;
  private final Lane downstream;
  private @Nullable String refused;

  private TestSession(ProtocolFactory factory, Map<String, ?> options, boolean payloadMatters) {
    this.factory = factory;
    pairing = new TestPairing(payloadMatters);
    upstream = new Lane(Direction.UPSTREAM, seen, false);
    downstream = new Lane(Direction.DOWNSTREAM, seen, payloadMatters);
    session = factory.create(Options.of(factory.options(), options)).open(pairing);
  }

  /** A connection of a proxy with the defaults of a protocol. */
  public static TestSession of(ProtocolFactory factory) {
    return of(factory, Map.of());
  }

  /** A connection of a proxy with options as users write them. */
  public static TestSession of(ProtocolFactory factory, Map<String, ?> options) {
    return new TestSession(factory, options, false);
  }

  /**
   * A connection on which something is done to the payload of replies: {@link #seen} tells how much
   * of each reply was payload.
   */
  public static TestSession ofPayload(ProtocolFactory factory, Map<String, ?> options) {
    return new TestSession(factory, options, true);
  }

  /** The client says this, and it comes together. */
  public TestSession client(String bytes) {
    return say(upstream, bytes);
  }

  /** The backend says this, and it comes together. */
  public TestSession backend(String bytes) {
    return say(downstream, bytes);
  }

  /** Each side says what it says in a dialogue. */
  public TestSession play(Dialogue dialogue) {
    dialogue
        .lines()
        .forEach(
            line ->
                say(line.direction() == Direction.UPSTREAM ? upstream : downstream, line.bytes()));
    return this;
  }

  /** The client ends its side. */
  public TestSession clientEnds() {
    return end(upstream);
  }

  /** The backend ends its side. */
  public TestSession backendEnds() {
    return end(downstream);
  }

  /**
   * What was seen, in order and however the bytes came: {@code > LABEL} for the head of a request,
   * {@code < LABEL} for that of a reply, {@code >| 57} and {@code <| 57} for the end of one with
   * its length in bytes, {@code > pass 9} for bytes that belong to no exchange; {@code > turn}
   * where heads are payload themselves.
   */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  /** What the backend gets. */
  public String toBackend() {
    return upstream.forwarded.toString();
  }

  /** What the client gets. */
  public String toClient() {
    return downstream.forwarded.toString();
  }

  /** What has come from a side and has not gone on. */
  public String waiting(Direction direction) {
    return (direction == Direction.UPSTREAM ? upstream : downstream).pending.toString();
  }

  /** Why the protocol refused bytes, if it did; it is asked nothing more then. */
  public Optional<String> refused() {
    return Optional.ofNullable(refused);
  }

  /**
   * The value of an attribute of the newest request or reply; empty if that has none.
   *
   * @param name as users write it: {@code http.method}, {@code http.header.Accept}
   */
  public Optional<Object> attribute(String name) {
    Attribute attribute =
        factory.attributes().stream()
            .filter(each -> name.equals(each.name()) || isIn(each, name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "attribute: " + name + " (expected: one of " + factory.attributes() + ")"));
    Lane lane = attribute.moment() == Attribute.Moment.REPLY ? downstream : upstream;
    ByteBuf head = buffer(lane.head);
    try {
      String behind = isIn(attribute, name) ? name.substring(attribute.name().length() + 1) : "";
      return Optional.ofNullable(session.attribute(attribute, behind, message(lane), head));
    } finally {
      head.release();
    }
  }

  private static boolean isIn(Attribute attribute, String name) {
    return attribute.perName() && name.startsWith(attribute.name() + ".");
  }

  /** What the client gets when the newest request fails. */
  public String rendered(Failure failure) {
    Rendering rendering = render(failure);
    String bytes = text(rendering.bytes());
    rendering.bytes().release();
    return bytes;
  }

  /** Renders a failure of the newest request; its bytes are the caller's to release. */
  Rendering render(Failure failure) {
    TestExchange exchange = new TestConnection(1).nextExchange().withRequest(message(upstream));
    return session.render(failure, exchange, allocator);
  }

  private TestSession say(Lane lane, String bytes) {
    lane.pending.append(bytes);
    while (advance(upstream) || advance(downstream)) {
      // Each side may have waited for the other.
    }
    return this;
  }

  private boolean advance(Lane lane) {
    if (refused != null || lane.pending.length() <= lane.moreAt) {
      return false;
    }
    ask(lane, false);
    switch (cut.kind()) {
      case HEAD -> begin(lane);
      case BODY -> lane.goesOn(cut.length(), cut.isFraming());
      case PASS -> lane.passes(cut.length());
      case MORE -> lane.moreAt = lane.pending.length();
      case REFUSE -> refuse();
      case UNANSWERED -> {
        check(!lane.ofRequests() && pairing.answered() != null, "no request is without a reply");
        pairing.replied();
        return true;
      }
      case AWAIT -> {}
      case NONE -> check(false, "the session gave no answer");
    }
    return forward(lane);
  }

  private void ask(Lane lane, boolean atEnd) {
    ByteBuf in = buffer(lane.pending);
    int from = in.readerIndex();
    int to = in.writerIndex();
    cut.clear();
    try {
      if (lane.ofRequests()) {
        if (atEnd) {
          session.endRequests(in, cut);
        } else {
          session.cutRequest(in, cut);
        }
      } else if (atEnd) {
        session.endReplies(in, cut);
      } else {
        session.cutReply(in, cut);
      }
      check(in.readerIndex() == from && in.writerIndex() == to, "the session moved an index");
    } finally {
      in.release();
    }
    boolean moves =
        cut.kind() == Cut.Kind.HEAD || cut.kind() == Cut.Kind.BODY || cut.kind() == Cut.Kind.PASS;
    check(
        cut.length() <= to - from && moves == cut.length() > 0,
        cut.kind() + " of " + cut.length() + " bytes where there are " + (to - from));
  }

  private void begin(Lane lane) {
    Message message = cut.message();
    if (message == null) {
      throw new AssertionError("a head without a message");
    }
    check(lane.ofRequests() || pairing.answered() != null, "a reply to no request");
    String bytes = lane.pending.substring(0, cut.length());
    ByteBuf head = buffer(bytes);
    lane.begins(message, bytes, session.label(message, head));
    head.release();
    if (lane.ofRequests()) {
      pairing.requested(message);
    }
  }

  /** Has the piece that was just cut go on. */
  private boolean forward(Lane lane) {
    int length = cut.length();
    ByteBuf replacement = cut.replacement();
    if (replacement == null) {
      lane.forwarded.append(lane.pending, 0, length);
    } else {
      lane.forwarded.append(text(replacement));
      replacement.release();
    }
    lane.pending.delete(0, length);
    if (length > 0) {
      lane.moreAt = 0;
    }
    if (!lane.ofRequests() && length > 0) {
      pairing.replying();
    }
    if (cut.last()) {
      lane.ends();
      if (lane.ofRequests()) {
        pairing.requestEnds();
      } else if (!message(lane).interim()) {
        pairing.replied();
      }
    }
    return length > 0;
  }

  private TestSession end(Lane lane) {
    if (refused == null) {
      ask(lane, true);
      switch (cut.kind()) {
        case PASS -> {
          lane.passes(cut.length());
          forward(lane);
        }
        case REFUSE -> refuse();
        case NONE -> {}
        default -> check(false, cut.kind() + " at the end of a direction");
      }
    }
    return this;
  }

  private void refuse() {
    refused = cut.reason();
    Rendering rendering = cut.rendering();
    if (rendering != null) {
      rendering.bytes().release();
    }
  }

  private static Message message(Lane lane) {
    if (lane.message == null) {
      throw new IllegalStateException("no message has come " + lane.direction);
    }
    return lane.message;
  }

  private ByteBuf buffer(CharSequence bytes) {
    ByteBuf buffer = allocator.heapBuffer(OFFSET + bytes.length());
    buffer.writeZero(OFFSET).skipBytes(OFFSET);
    buffer.writeCharSequence(bytes, StandardCharsets.ISO_8859_1);
    return buffer;
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private void check(boolean holds, String sentence) {
    if (!holds) {
      throw new AssertionError(sentence + ", after " + seen);
    }
  }

  @Override
  public void close() {
    session.close();
    long held = allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    check(held == 0, held + " bytes of buffers were not released");
  }
}
