package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.Experimental;
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
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.netty.buffer.ByteBuf;
import io.netty.util.CharsetUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the engine without a network, to test a protocol. It fails requests on demand and
 * records what it saw.
 *
 * <pre>{@code
 * try (TestSession session = TestSession.of(new EchoFactory())) {
 *   session.client("PING\r\n").backend("PONG\r\n");
 *   assertThat(session.seen()).containsExactly("> PING", ">| 6", "< PONG", "<| 6");
 * }
 * }</pre>
 *
 * <p>Bytes are written as text, one character per byte. A session that breaks the rules of {@link
 * Session} causes an {@link AssertionError}, for example if it cuts more bytes than there are.
 * Closing a test session ends the connection and checks that all buffers were released. Used by one
 * thread only.
 */
public final class TestSession implements AutoCloseable {

  private final ProtocolFactory factory;
  private final Heard toBackend = new Heard();
  private final Heard toClient = new Heard();
  private final EngineConnection connection;
  private final TestBehavior behavior;
  private @Nullable SeenSession session;

  private TestSession(
      ProtocolFactory factory, Map<String, ?> options, boolean payloadMatters, RuleSet rules) {
    this(
        List.of(factory),
        List.of(factory.create(Options.of(factory.options(), options))),
        payloadMatters,
        rules);
  }

  private TestSession(
      List<ProtocolFactory> factories,
      List<Protocol> stack,
      boolean payloadMatters,
      RuleSet rules) {
    this.factory = factories.get(factories.size() - 1);
    List<Protocol> watched = SeenSession.of(stack, payloadMatters, opened -> session = opened);
    List<Made<Protocol>> made = new ArrayList<>();
    factories.forEach(each -> made.add(Made.of(each.name(), watched.get(made.size()))));
    connection = new EngineConnection(made, 1, rules, toClient, toBackend, this::complaint);
    behavior = new TestBehavior(() -> seeing().newestRequest(), payloadMatters);
    if (payloadMatters) {
      connection.behavior(TestBehavior.NAME, behavior);
    }
  }

  /** Opens a connection with the protocol's default options. */
  public static TestSession of(ProtocolFactory factory) {
    return of(factory, Map.of());
  }

  /** Opens a connection with options as users write them. */
  public static TestSession of(ProtocolFactory factory, Map<String, ?> options) {
    return new TestSession(factory, options, false, RuleSet.none());
  }

  /**
   * Opens a connection on which {@code protocol} is above a {@linkplain ProtocolFactory layer},
   * both with their default options. {@link #seen} tells of both, in order.
   */
  @Experimental
  public static TestSession above(ProtocolFactory layer, ProtocolFactory protocol) {
    List<ProtocolFactory> factories = List.of(layer, protocol);
    List<Protocol> stack =
        factories.stream().map(each -> each.create(Options.of(each.options(), Map.of()))).toList();
    return new TestSession(factories, stack, false, RuleSet.none());
  }

  /**
   * Opens a connection whose {@linkplain Request#opening opening} fails. If the backend was to
   * greet, it is never reached.
   */
  public static TestSession failingOpening(
      ProtocolFactory factory, Map<String, ?> options, Failure with) {
    return new TestSession(factory, options, false, TestBehavior.failingOpening(factory, with));
  }

  /**
   * Opens a connection on which a rule changes the payload of replies. {@link #seen} then tells how
   * much of each reply was payload.
   */
  public static TestSession ofPayload(ProtocolFactory factory, Map<String, ?> options) {
    return new TestSession(factory, options, true, RuleSet.none());
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

  /** Sends bytes from the client, all at once. */
  public TestSession client(String bytes) {
    say(Direction.UPSTREAM, bytes);
    return this;
  }

  /** Sends bytes from the backend, all at once. */
  public TestSession backend(String bytes) {
    say(Direction.DOWNSTREAM, bytes);
    return this;
  }

  /** Sends each line of a dialogue from its side. */
  public TestSession play(Dialogue dialogue) {
    dialogue.lines().forEach(line -> say(line.direction(), line.bytes()));
    return this;
  }

  /** Ends the client's side. */
  public TestSession clientEnds() {
    connection.end(Direction.UPSTREAM);
    return this;
  }

  /** Ends the backend's side. */
  public TestSession backendEnds() {
    connection.end(Direction.DOWNSTREAM);
    return this;
  }

  /**
   * Makes requests with some labels fail from now on, each when its turn comes. The backend gets
   * what the session {@linkplain Substituting#substitute substitutes}, or nothing.
   */
  public TestSession failing(Failure with, Predicate<String> labels) {
    behavior.fault(new TestBehavior.Fault(with, labels));
    connection.behavior(TestBehavior.NAME, behavior);
    return this;
  }

  /**
   * Like {@link #failing}, but the backend handles the requests, and they fail when their reply
   * begins.
   */
  public TestSession failingAtReply(Failure with, Predicate<String> labels) {
    behavior.faultAtReply(new TestBehavior.Fault(with, labels));
    connection.behavior(TestBehavior.NAME, behavior);
    return this;
  }

  /**
   * Sets whether the engine settles at once what becomes of requests; true at first. After false,
   * new requests wait until it is true again: {@link Pairing#settled}.
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
   * Returns what was seen, in order and no matter how the bytes arrived: {@code > LABEL} for the
   * head of a request, {@code > LABEL, no reply} if none is expected, {@code < LABEL} for the head
   * of a reply, {@code >| 57} and {@code <| 57} for the end of a message with its length in bytes,
   * {@code > turn} if heads are payload themselves, {@code < none to LABEL} for a request that will
   * not be answered, {@code ! LABEL} for a failure, {@code > answered 8, N} for bytes that the
   * session answers itself, {@code > pass 9} for bytes of no exchange. Heads are seen when cut.
   */
  public List<String> seen() {
    return seeing().seen();
  }

  /** Returns the requests whose heads were seen, in order. */
  public List<Request> requests() {
    return seeing().said(Direction.UPSTREAM).messages().stream().map(Request.class::cast).toList();
  }

  /** Returns the replies whose heads were seen, in order. */
  public List<Reply> replies() {
    return seeing().said(Direction.DOWNSTREAM).messages().stream().map(Reply.class::cast).toList();
  }

  /** Returns what the backend got. */
  public String toBackend() {
    return toBackend.toString();
  }

  /** Returns what the client got. */
  public String toClient() {
    return toClient.toString();
  }

  /**
   * Returns the payload of all replies. May be too much, unless {@linkplain #ofPayload payload
   * matters}.
   */
  public String payload() {
    return seeing().said(Direction.DOWNSTREAM).payload();
  }

  /** Returns the bytes that have come from a side and have not gone on. */
  public String waiting(Direction direction) {
    return seeing().said(direction).pending();
  }

  /**
   * Returns why the protocol refused bytes, if it did. The protocol is not asked about that
   * direction again. If the refused bytes were the client's, it still gets the replies to earlier
   * requests.
   */
  public Optional<String> refused() {
    return connection.refused();
  }

  /** Returns the final message to the client when the protocol refuses bytes, if there is one. */
  public Optional<String> farewell() {
    return Optional.ofNullable(seeing().farewell());
  }

  /**
   * Returns an attribute of the newest request or reply; empty if it has no value.
   *
   * @param name as users write it: {@code http.method}, {@code http.header.Accept}
   */
  public Optional<Object> attribute(String name) {
    return WrittenAttribute.of(factory, name).value(seeing(), connection::buffer);
  }

  /** Returns what the client gets when the newest request fails. */
  public String rendered(Failure with) {
    ByteBuf bytes = render(with).bytes();
    try {
      return bytes.toString(CharsetUtil.ISO_8859_1);
    } finally {
      bytes.release();
    }
  }

  /** Renders a failure of the newest request. The caller must release its bytes. */
  Rendering render(Failure with) {
    return seeing().render(with, connection.allocator());
  }

  /** Returns the session under test, to call methods that the engine calls only for some rules. */
  public Session session() {
    return seeing().session();
  }

  /**
   * Returns the session under test as another of its types, such as {@link Labeling} or {@link
   * Rewriting}.
   *
   * @throws ClassCastException if the session does not have this type
   */
  public <T> T session(Class<T> capability) {
    return capability.cast(session());
  }

  @Override
  public void close() {
    connection.close();
  }
}
