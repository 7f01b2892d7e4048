package io.galopin.testkit;

import io.galopin.api.Attribute;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A connection without sockets whose protocol is under test: it asks the protocol what bytes are,
 * as the engine does, forwards them at once, fails the requests that it is told to, and tells what
 * it saw.
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

  private final ProtocolFactory factory;
  private final Relay relay;

  private TestSession(ProtocolFactory factory, Map<String, ?> options, boolean payloadMatters) {
    this.factory = factory;
    Protocol protocol = factory.create(Options.of(factory.options(), options));
    relay = new Relay(protocol::open, payloadMatters);
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
    relay.say(Direction.UPSTREAM, bytes);
    return this;
  }

  /** The backend says this, and it comes together. */
  public TestSession backend(String bytes) {
    relay.say(Direction.DOWNSTREAM, bytes);
    return this;
  }

  /** Each side says what it says in a dialogue. */
  public TestSession play(Dialogue dialogue) {
    dialogue.lines().forEach(line -> relay.say(line.direction(), line.bytes()));
    return this;
  }

  /** The client ends its side. */
  public TestSession clientEnds() {
    relay.end(relay.upstream);
    return this;
  }

  /** The backend ends its side. */
  public TestSession backendEnds() {
    relay.end(relay.downstream);
    return this;
  }

  /**
   * From now on requests with some labels fail, in their turn: the backend gets what the session
   * {@linkplain Substituting#substitute substitutes}, or nothing. The connection goes on, whatever the
   * session says of it.
   */
  public TestSession failing(Failure with, Predicate<String> labels) {
    relay.fault = new Relay.Fault(with, labels);
    return this;
  }

  /** As {@link #failing}, but the requests are done, and fail when their reply begins. */
  public TestSession failingAtReply(Failure with, Predicate<String> labels) {
    relay.faultAtReply = new Relay.Fault(with, labels);
    return this;
  }

  /** What {@link Pairing#settled} says from now on; true from the start. */
  public TestSession settled(boolean settled) {
    relay.pairing.settled = settled;
    relay.advance();
    return this;
  }

  /**
   * What was seen, in order and however the bytes came: {@code > LABEL} for the head of a request,
   * {@code > LABEL, no reply} if none is expected, {@code < LABEL} for the head of a reply, {@code
   * >| 57} and {@code <| 57} for the end of one with its length in bytes, {@code > turn} where
   * heads are payload themselves; {@code < none to LABEL} for a request that will not be answered,
   * {@code ! LABEL} for a failure, {@code > pass 9} for bytes that belong to no exchange.
   */
  public List<String> seen() {
    return List.copyOf(relay.seen);
  }

  /** The requests whose heads were seen, in order. */
  public List<Request> requests() {
    return relay.upstream.messages.stream().map(Request.class::cast).toList();
  }

  /** The replies whose heads were seen, in order. */
  public List<Reply> replies() {
    return relay.downstream.messages.stream().map(Reply.class::cast).toList();
  }

  /** What the backend gets. */
  public String toBackend() {
    return relay.upstream.forwarded.toString();
  }

  /** What the client gets. */
  public String toClient() {
    return relay.downstream.forwarded.toString();
  }

  /** What of the replies was payload; unless it {@linkplain #ofPayload matters}, perhaps more. */
  public String payload() {
    return relay.downstream.payload.toString();
  }

  /** What has come from a side and has not gone on. */
  public String waiting(Direction direction) {
    return relay.lane(direction).pending.toString();
  }

  /** Why the protocol refused bytes, if it did; it is asked nothing more then. */
  public Optional<String> refused() {
    return Optional.ofNullable(relay.refused);
  }

  /** What the client is told when the protocol refuses bytes, if it is told anything. */
  public Optional<String> farewell() {
    return Optional.ofNullable(relay.farewell);
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
    Lane lane = attribute.moment() == Attribute.Moment.REPLY ? relay.downstream : relay.upstream;
    String behind = isIn(attribute, name) ? name.substring(attribute.name().length() + 1) : "";
    return Optional.ofNullable(
        relay.session.attribute(attribute, behind, lane.message(), lane.head));
  }

  private static boolean isIn(Attribute attribute, String name) {
    return attribute.perName() && name.startsWith(attribute.name() + ".");
  }

  /** What the client gets when the newest request fails. */
  public String rendered(Failure with) {
    return CheckedSession.taken(render(with).bytes());
  }

  /** Renders a failure of the newest request; its bytes are the caller's to release. */
  Rendering render(Failure with) {
    return relay.render(with, relay.pairing.newest());
  }

  /** The session under test, for what only some engines or rules ask it. */
  public Session session() {
    return relay.session.session();
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
    relay.session.close();
  }
}
