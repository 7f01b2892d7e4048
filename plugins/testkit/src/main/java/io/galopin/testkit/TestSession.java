package io.galopin.testkit;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.api.Rewriting;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.netty.buffer.ByteBuf;
import io.netty.util.CharsetUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the engine, without a network, whose protocol is under test. It fails the
 * requests that it is told to fail, and tells what it saw.
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
 * ends the connection and demands that all buffers were released. Used by one thread alone.
 */
public final class TestSession implements AutoCloseable {

  private final ProtocolFactory factory;
  private final Heard toBackend = new Heard();
  private final Heard toClient = new Heard();
  private final EngineConnection connection;
  private final TestBehavior behavior;
  private @Nullable SeenSession session;

  private TestSession(ProtocolFactory factory, Map<String, ?> options, boolean payloadMatters) {
    this.factory = factory;
    Protocol protocol = factory.create(Options.of(factory.options(), options));
    connection =
        new EngineConnection(
            SeenSession.of(protocol, payloadMatters, opened -> session = opened),
            factory.name(),
            1,
            toClient,
            toBackend,
            this::complaint);
    behavior = new TestBehavior(() -> seeing().newestRequest(), payloadMatters);
    if (payloadMatters) {
      connection.behavior(TestBehavior.NAME, behavior);
    }
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

  private SeenSession seeing() {
    if (session == null) {
      throw new IllegalStateException("the protocol opened no session");
    }
    return session;
  }

  private AssertionError complaint(String sentence) {
    return session == null
        ? new AssertionError(sentence)
        : new AssertionError(sentence + ", after " + session.seen(), session.thrown());
  }

  private void say(Direction direction, String bytes) {
    seeing().said(direction).said(bytes);
    connection.say(direction, connection.buffer(bytes));
  }

  /** The client says this, and it comes together. */
  public TestSession client(String bytes) {
    say(Direction.UPSTREAM, bytes);
    return this;
  }

  /** The backend says this, and it comes together. */
  public TestSession backend(String bytes) {
    say(Direction.DOWNSTREAM, bytes);
    return this;
  }

  /** Each side says what it says in a dialogue. */
  public TestSession play(Dialogue dialogue) {
    dialogue.lines().forEach(line -> say(line.direction(), line.bytes()));
    return this;
  }

  /** The client ends its side. */
  public TestSession clientEnds() {
    connection.end(Direction.UPSTREAM);
    return this;
  }

  /** The backend ends its side. */
  public TestSession backendEnds() {
    connection.end(Direction.DOWNSTREAM);
    return this;
  }

  /**
   * From now on requests with some labels fail, in their turn: the backend gets what the session
   * {@linkplain Substituting#substitute substitutes}, or nothing.
   */
  public TestSession failing(Failure with, Predicate<String> labels) {
    behavior.fault(new TestBehavior.Fault(with, labels));
    connection.behavior(TestBehavior.NAME, behavior);
    return this;
  }

  /** As {@link #failing}, but the requests are done, and fail when their reply begins. */
  public TestSession failingAtReply(Failure with, Predicate<String> labels) {
    behavior.faultAtReply(new TestBehavior.Fault(with, labels));
    connection.behavior(TestBehavior.NAME, behavior);
    return this;
  }

  /**
   * Whether it is settled at once what becomes of requests; true from the start. With false, those
   * that come from now on wait until it is true again: {@link Pairing#settled}.
   */
  public TestSession settled(boolean settled) {
    behavior.settled(settled);
    connection.behavior(TestBehavior.NAME, behavior);
    if (settled) {
      connection.advance(TestBehavior.HELD);
    }
    return this;
  }

  /**
   * What was seen, in order and however the bytes came: {@code > LABEL} for the head of a request,
   * {@code > LABEL, no reply} if none is expected, {@code < LABEL} for the head of a reply, {@code
   * >| 57} and {@code <| 57} for the end of one with its length in bytes, {@code > turn} where
   * heads are payload themselves; {@code < none to LABEL} for a request that will not be answered,
   * {@code ! LABEL} for a failure, {@code > pass 9} for bytes that belong to no exchange. A head is
   * seen when it is cut, which may be before bytes ahead of it have gone on.
   */
  public List<String> seen() {
    return seeing().seen();
  }

  /** The requests whose heads were seen, in order. */
  public List<Request> requests() {
    return seeing().said(Direction.UPSTREAM).messages().stream().map(Request.class::cast).toList();
  }

  /** The replies whose heads were seen, in order. */
  public List<Reply> replies() {
    return seeing().said(Direction.DOWNSTREAM).messages().stream().map(Reply.class::cast).toList();
  }

  /** What the backend gets. */
  public String toBackend() {
    return toBackend.toString();
  }

  /** What the client gets. */
  public String toClient() {
    return toClient.toString();
  }

  /** What the client gets, but for what it is told in the end when bytes are refused. */
  String toClientOfBackend() {
    String all = toClient();
    String told = farewell().orElse("");
    return all.endsWith(told) ? all.substring(0, all.length() - told.length()) : all;
  }

  /** What of the replies was payload; unless it {@linkplain #ofPayload matters}, perhaps more. */
  public String payload() {
    return seeing().said(Direction.DOWNSTREAM).payload();
  }

  /** What has come from a side and has not gone on. */
  public String waiting(Direction direction) {
    return seeing().said(direction).pending();
  }

  /**
   * Why the protocol refused bytes, if it did. It is asked nothing more about that direction then;
   * where those were the client's, the replies to what came before are still given.
   */
  public Optional<String> refused() {
    return connection.refused();
  }

  /** What the client is told when the protocol refuses bytes, if it is told anything. */
  public Optional<String> farewell() {
    return Optional.ofNullable(seeing().farewell());
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
    Saying said =
        seeing()
            .said(
                attribute.moment() == Attribute.Moment.REPLY
                    ? Direction.DOWNSTREAM
                    : Direction.UPSTREAM);
    String behind = isIn(attribute, name) ? name.substring(attribute.name().length() + 1) : "";
    ByteBuf head = connection.buffer(said.head());
    try {
      return session() instanceof Attributing able
          ? Optional.ofNullable(able.attribute(attribute, behind, said.message(), head))
          : Optional.empty();
    } finally {
      head.release();
    }
  }

  private static boolean isIn(Attribute attribute, String name) {
    return attribute.perName() && name.startsWith(attribute.name() + ".");
  }

  /** What the client gets when the newest request fails. */
  public String rendered(Failure with) {
    ByteBuf bytes = render(with).bytes();
    try {
      return bytes.toString(CharsetUtil.ISO_8859_1);
    } finally {
      bytes.release();
    }
  }

  /** Renders a failure of the newest request; its bytes are the caller's to release. */
  Rendering render(Failure with) {
    Saying requests = seeing().said(Direction.UPSTREAM);
    return session()
        .render(
            with,
            new TestConnection(1)
                .exchange(requests.messages().size())
                .withRequest((Request) requests.message()),
            connection.allocator());
  }

  /** The session under test, for what only some engines or rules ask it. */
  public Session session() {
    return seeing().session();
  }

  /**
   * The session under test as what else it is: {@link Labeling}, {@link Rewriting} and the like.
   *
   * @throws ClassCastException if it is not
   */
  public <T> T session(Class<T> capability) {
    return capability.cast(session());
  }

  @Override
  public void close() {
    connection.close();
  }
}
