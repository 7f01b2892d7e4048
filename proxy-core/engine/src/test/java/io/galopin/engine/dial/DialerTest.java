package io.galopin.engine.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Trouble;
import io.galopin.engine.loop.EventLoops;
import io.galopin.engine.loop.Hop;
import io.galopin.engine.socket.Address;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests attempts to connect when the platform, or one of several addresses, fails. */
class DialerTest {

  private static final AtomicInteger SHORTAGES = new AtomicInteger();

  private final EventLoops loops = EventLoops.embedded(1);
  private final EventLoop loop = loops.transport().group().next();
  private final CompletableFuture<Channel> connected = new CompletableFuture<>();
  private final AtomicInteger starved = new AtomicInteger();
  private ServerSocket backend;

  /** A socket for which there is no descriptor a number of times. */
  public static final class Starved extends NioSocketChannel {
    /** For Netty, which makes it. */
    public Starved() {}

    @Override
    protected boolean doConnect(SocketAddress there, SocketAddress here) throws Exception {
      if (SHORTAGES.getAndDecrement() > 0) {
        throw new IOException("Too many open files");
      }
      return super.doConnect(there, here);
    }
  }

  /** A socket that never gets an answer from 127.0.0.2. */
  public static final class Muted extends NioSocketChannel {
    /** For Netty, which makes it. */
    public Muted() {}

    @Override
    protected boolean doConnect(SocketAddress there, SocketAddress here) throws Exception {
      return !there.toString().contains("127.0.0.2") && super.doConnect(there, here);
    }
  }

  /** A socket from which no way leads to 127.0.0.2, as it knows at once. */
  public static final class Fenced extends NioSocketChannel {

    private static final Queue<Fenced> MADE = new ConcurrentLinkedQueue<>();

    /** For Netty, which makes it. */
    public Fenced() {
      MADE.add(this);
    }

    @Override
    protected boolean doConnect(SocketAddress there, SocketAddress here) throws Exception {
      if (there.toString().contains("127.0.0.2")) {
        throw new IOException("Network is unreachable");
      }
      return super.doConnect(there, here);
    }
  }

  /** A socket of which there is none. */
  public static final class Absent extends NioSocketChannel {
    /** For Netty, which makes it. */
    public Absent() {
      throw new IllegalStateException("no sockets today");
    }
  }

  /** A socket that no event loop takes; Netty leaves it open. */
  public static final class Homeless extends NioSocketChannel {

    private static final Queue<Homeless> MADE = new ConcurrentLinkedQueue<>();

    /** For Netty, which makes it. */
    public Homeless() {
      MADE.add(this);
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
      return false;
    }
  }

  @BeforeEach
  void listen() throws IOException {
    backend = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    connected.thenAccept(channel -> channel.close().awaitUninterruptibly());
    loops.close();
    backend.close();
  }

  private void dial(Class<? extends Channel> socket, Duration timeout, String... addresses) {
    Address name = new Address("backend.test", backend.getLocalPort());
    List<InetSocketAddress> all =
        List.of(addresses).stream()
            .map(address -> new InetSocketAddress(address, backend.getLocalPort()))
            .toList();
    loop.execute(
        () ->
            new Dialer(
                    loop,
                    loops.ownDials(),
                    new Hop(this, "test", way -> {}),
                    socket,
                    Map.of(),
                    name,
                    timeout,
                    connected::complete,
                    trouble -> connected.completeExceptionally(new IOException(reason(trouble))),
                    starved::incrementAndGet)
                .dial((asking, address) -> asking.newSucceededFuture(all)));
  }

  private static String reason(Trouble trouble) {
    return trouble.kind() + ": " + trouble.reason();
  }

  @Test
  void waitsForADescriptorAndDoesNotBlameTheBackend() {
    SHORTAGES.set(2);
    // Shorter than the waits together: they do not count.
    dial(Starved.class, Duration.ofMillis(300), "127.0.0.1");
    assertThat(connected).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(starved).hasValue(2);
  }

  @Test
  void closesTheSocketsThatDoNotConnect() {
    Fenced.MADE.clear();
    dial(Fenced.class, Duration.ofSeconds(10), "127.0.0.2", "127.0.0.2", "127.0.0.1");
    assertThat(connected).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(Fenced.MADE).extracting(Channel::isOpen).containsExactly(false, false, true);
  }

  @Test
  void closesASocketThatNoEventLoopTakes() {
    Homeless.MADE.clear();
    dial(Homeless.class, Duration.ofSeconds(10), "127.0.0.1");
    assertThat(connected)
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("UNREACHABLE: ");
    assertThat(Homeless.MADE).singleElement().matches(socket -> !socket.isOpen());
  }

  @Test
  void leavesTimeForTheNextAddressWhenOneIsMute() {
    dial(Muted.class, Duration.ofSeconds(2), "127.0.0.2", "127.0.0.1");
    assertThat(connected).succeedsWithin(20, TimeUnit.SECONDS);
  }

  @Test
  void waitsForDescriptorsTakeNothingFromTheNextAddress() {
    SHORTAGES.set(6);
    // Nobody listens at the first.
    dial(Starved.class, Duration.ofSeconds(1), "127.0.0.2", "127.0.0.1");
    assertThat(connected).succeedsWithin(20, TimeUnit.SECONDS);
  }

  @Test
  void saysOfAMuteBackendThatItDidNotAnswer() {
    dial(Muted.class, Duration.ofMillis(100), "127.0.0.2");
    assertThat(connected)
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageMatching(".*TIMEOUT: .* cannot be reached in time: no answer");
  }

  @Test
  void triesTheNextAddressWhenTheFirstFailsAtOnce() {
    dial(Fenced.class, Duration.ofSeconds(10), "127.0.0.2", "127.0.0.1");
    assertThat(connected).succeedsWithin(20, TimeUnit.SECONDS);
  }

  @Test
  void saysWhyTheLastFailedAtOnce() {
    dial(Fenced.class, Duration.ofSeconds(10), "127.0.0.2");
    assertThat(connected)
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageMatching(".*UNREACHABLE: .* cannot be reached: Network is unreachable");
  }

  @Test
  void saysWhyThereIsNoSocket() {
    dial(Absent.class, Duration.ofSeconds(10), "127.0.0.1");
    assertThat(connected)
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageMatching(".*UNREACHABLE: .* cannot be reached: no sockets today");
  }
}
