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
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.testbed.VirtualSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection of the engine, without a network, on which one toxic acts, for
 * tests of toxics. Its time goes on only when the test says so.
 *
 * <pre>{@code
 * TestLink link = new TestLink(new LatencyFactory().create(options));
 * link.arrive(100);
 * link.advance(Duration.ofMillis(20));
 * assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ofMillis(20), 100));
 * }</pre>
 *
 * <p>Bytes are only counted: a toxic does not see them either. What is due at a time happens before
 * the method that reached this time returns. Of the time that the toxic sees, only differences mean
 * something. A toxic that fails, or answers what makes no sense, is an {@link AssertionError}. Used
 * by one thread alone.
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

  /** A link on which {@code toxic} acts from now on, with draws that follow from seed 1. */
  public TestLink(Toxic toxic) {
    this(toxic, 1);
  }

  /** A link on which {@code toxic} acts from now on, with draws that follow from {@code seed}. */
  public TestLink(Toxic toxic, long seed) {
    connection =
        new EngineConnection(
            new Unwatched(),
            "none",
            seed,
            sender,
            receiver,
            sentence -> new AssertionError(sentence, thrown));
    change(toxic);
  }

  /** {@code bytes} were sent together. While the toxic wants no more to be read, they wait. */
  public void arrive(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 or more)");
    }
    if (!over) {
      arrived += bytes;
      connection.say(Direction.UPSTREAM, connection.zeros(bytes));
    }
  }

  /** The sender has ended this direction. */
  public void end() {
    connection.end(Direction.UPSTREAM);
  }

  /** Time goes on. */
  public void advance(Duration time) {
    connection.advance(time);
  }

  /** Another toxic of the same name takes the place of the present one. */
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

  /** The toxic is removed. */
  public void remove() {
    connection.toxics(List.of());
  }

  /** All that has happened, in order. */
  public List<LinkEvent> events() {
    return List.copyOf(events);
  }

  /** How many bytes went on, all in all. */
  public long passed() {
    return events.stream()
        .filter(event -> event.kind() == LinkEvent.Kind.PASSED)
        .mapToLong(LinkEvent::bytes)
        .sum();
  }

  /** How many bytes wait. */
  public long waiting() {
    return over ? 0 : arrived - passed() - dropped;
  }

  private void add(LinkEvent.Kind kind, int bytes) {
    events.add(new LinkEvent(kind, connection.elapsed(), bytes));
  }

  /** The connection has ended; the first end counts. */
  private void over(LinkEvent.Kind kind) {
    if (!over) {
      over = true;
      add(kind, 0);
    }
  }

  /** Who sends hears nothing but the end of the connection. */
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

  /** Bytes pass unseen. */
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
