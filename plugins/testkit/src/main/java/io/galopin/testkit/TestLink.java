package io.galopin.testkit;

import io.galopin.api.Cut;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Toxic;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.testbed.VirtualSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection of the engine, without a network, for tests of one toxic. Time
 * passes only when the test says so.
 *
 * <pre>{@code
 * TestLink link = new TestLink(new LatencyFactory().create(options));
 * link.arrive(100);
 * link.advance(Duration.ofMillis(20));
 * assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ofMillis(20), 100));
 * }</pre>
 *
 * <p>Bytes are only counted, because a toxic does not see them either. What is due at a time
 * happens before the method that reaches this time returns. Only differences between the times that
 * a toxic sees mean something. A toxic that fails, or returns something that makes no sense, causes
 * an {@link AssertionError}. Used by one thread only.
 */
public final class TestLink {

  private static final String NAME = "under-test";

  private final List<LinkEvent> events = new ArrayList<>();
  private final Sender sender = new Sender();
  private final Receiver receiver = new Receiver();
  private final EngineConnection connection;
  private long arrived;
  private long dropped;
  private @Nullable Throwable thrown;
  private boolean over;

  /** Creates a link on which {@code toxic} acts, with seed 1. */
  public TestLink(Toxic toxic) {
    this(toxic, 1);
  }

  /** Creates a link on which {@code toxic} acts. Its draws follow from {@code seed}. */
  public TestLink(Toxic toxic, long seed) {
    connection =
        new EngineConnection(
            List.of(Made.of("none", new Unwatched())),
            seed,
            RuleSet.none(),
            sender,
            receiver,
            sentence -> new AssertionError(sentence, thrown));
    change(toxic);
  }

  /** Sends {@code bytes} together. They wait while the toxic does not want more to be read. */
  public void arrive(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 or more)");
    }
    if (!over) {
      arrived += bytes;
      connection.say(Direction.UPSTREAM, connection.zeros(bytes));
    }
  }

  /** Ends this direction on the sender's side. */
  public void end() {
    connection.end(Direction.UPSTREAM);
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    connection.advance(time);
  }

  /** Replaces the toxic by another one of the same name. */
  public void change(Toxic toxic) {
    connection.toxics(
        List.of(
            new ToxicSpec(
                NAME, NAME, Direction.UPSTREAM, 1, Options.defaults(List.of()), seen(toxic))));
  }

  private Toxic seen(Toxic toxic) {
    return new SeenToxic(toxic, this::drop, cause -> thrown = cause);
  }

  private void drop(int bytes) {
    dropped += bytes;
    add(LinkEvent.Kind.DROPPED, bytes);
  }

  /** Removes the toxic. */
  public void remove() {
    connection.toxics(List.of());
  }

  /** Returns all events so far, in order. */
  public List<LinkEvent> events() {
    return List.copyOf(events);
  }

  /** Returns how many bytes went on in total. */
  public long passed() {
    return events.stream()
        .filter(event -> event.kind() == LinkEvent.Kind.PASSED)
        .mapToLong(LinkEvent::bytes)
        .sum();
  }

  /** Returns how many bytes wait. */
  public long waiting() {
    return over ? 0 : arrived - passed() - dropped;
  }

  private void add(LinkEvent.Kind kind, int bytes) {
    events.add(new LinkEvent(kind, connection.elapsed(), bytes));
  }

  /** Records the end of the connection. Only the first end counts. */
  private void over(LinkEvent.Kind kind) {
    if (!over) {
      over = true;
      add(kind, 0);
    }
  }

  /** The sender, which only notices the end of the connection. */
  private final class Sender implements VirtualSocket.Peer {
    private boolean ended;

    @Override
    public void bytes(ByteBuf bytes) {}

    @Override
    public void end() {
      ended = true;
      if (receiver.ended) {
        over(LinkEvent.Kind.CLOSED);
      }
    }

    @Override
    public void reset() {
      over(LinkEvent.Kind.RESET);
    }
  }

  private final class Receiver implements VirtualSocket.Peer {
    private boolean ended;

    @Override
    public void bytes(ByteBuf bytes) {
      add(LinkEvent.Kind.PASSED, bytes.readableBytes());
    }

    @Override
    public void end() {
      ended = true;
      if (sender.ended) {
        over(LinkEvent.Kind.CLOSED);
      } else {
        add(LinkEvent.Kind.ENDED, 0);
      }
    }

    @Override
    public void reset() {
      over(LinkEvent.Kind.RESET);
    }
  }

  /** Lets bytes pass unseen. */
  private static final class Unwatched implements Protocol, Session {
    @Override
    public Session open(Pairing pairing) {
      return this;
    }

    @Override
    public boolean optional() {
      return true;
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      return Cut.pass(in.readableBytes());
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return Cut.pass(in.readableBytes());
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      throw new IllegalStateException("there is no exchange");
    }
  }
}
