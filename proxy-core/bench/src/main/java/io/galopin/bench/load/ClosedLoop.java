package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients that send the next request when the last one has been answered. Measures the most that a
 * relay can do. The clients wait for a slow relay, so their latencies say nothing about those at a
 * fixed rate, for which see {@link OpenLoop}.
 */
public final class ClosedLoop {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Exchange exchange;
  private final long pauseNanos;
  // Has its full size from the start. One per client would cause garbage collections in the load
  // while it measures.
  private final Histogram nanos = new ConcurrentHistogram(PATIENCE.toNanos(), 3);
  private final AtomicInteger outstanding = new AtomicInteger();
  private volatile boolean sending = true;

  private ClosedLoop(Exchange exchange, Duration pause) {
    this.exchange = exchange;
    this.pauseNanos = pause.toNanos();
  }

  /**
   * Runs clients for a time and waits for the last replies. Requests sent in that time count. Each
   * client has had one reply before, so that connecting does not count.
   *
   * @throws IOException if a client cannot connect or is disconnected
   */
  public static Outcome run(
      Network network, InetSocketAddress address, Exchange exchange, int connections, Duration time)
      throws IOException, InterruptedException {
    return run(network, address, exchange, connections, time, Duration.ZERO);
  }

  /**
   * Does the same with a pause of each client before each request. The clients' starts are spread
   * over one pause.
   *
   * @throws IOException if a client cannot connect or is disconnected
   */
  public static Outcome run(
      Network network,
      InetSocketAddress address,
      Exchange exchange,
      int connections,
      Duration time,
      Duration pause)
      throws IOException, InterruptedException {
    ClosedLoop loop = new ClosedLoop(exchange, pause);
    try (Connections<Client> clients =
        Connections.open(network, address, connections, loop::client)) {
      return loop.measure(clients, time);
    }
  }

  private Client client() {
    return new Client();
  }

  private Outcome measure(Connections<Client> clients, Duration time)
      throws IOException, InterruptedException {
    clients.handlers().forEach(Client::greet);
    awaitReplies(clients);
    long start = System.nanoTime();
    long started = 0;
    for (Client client : clients.handlers()) {
      client.start(pauseNanos * started++ / clients.handlers().size());
    }
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    sending = false;
    double seconds = (System.nanoTime() - start) / 1e9;
    awaitReplies(clients);
    clients.close();
    return new Outcome(nanos.getTotalCount() * exchange.count() / seconds, nanos);
  }

  private void awaitReplies(Connections<Client> clients) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (outstanding.get() > 0) {
      if (clients.lost() > 0) {
        throw new IOException(clients.lost() + " connections were cut off");
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s requests were not answered within %d s"
                .formatted(outstanding, PATIENCE.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** One client. Used on its channel's thread. */
  private final class Client extends SimpleChannelInboundHandler<ByteBuf> {

    private final Replies replies = exchange.replies().get();
    private ChannelHandlerContext context;
    private boolean greeted;
    private int missing;
    private long sent;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      context = ctx;
    }

    void greet() {
      outstanding.incrementAndGet();
      context.executor().execute(this::request);
    }

    void start(long delayNanos) {
      context.executor().schedule(this::send, delayNanos, TimeUnit.NANOSECONDS);
    }

    private void send() {
      if (!sending) {
        return;
      }
      outstanding.incrementAndGet();
      request();
    }

    private void request() {
      missing = exchange.count();
      sent = System.nanoTime();
      exchange.send(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      missing -= replies.endedIn(bytes);
      if (missing > 0) {
        return;
      }
      long took = System.nanoTime() - sent;
      outstanding.decrementAndGet();
      if (!greeted) {
        greeted = true;
        return;
      }
      nanos.recordValue(took);
      if (pauseNanos == 0) {
        send();
      } else {
        ctx.executor().schedule(this::send, pauseNanos, TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
