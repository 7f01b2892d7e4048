package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Requests at a fixed rate, no matter how fast they are answered. Each has a due time, from which
 * its latency counts. If a request has to wait because all connections are waiting for replies, its
 * latency includes that wait. A client that measured from the time of sending would leave it out
 * (coordinated omission). Everything runs on one thread.
 */
public final class OpenLoop {

  private final Exchange exchange;
  private final EventLoop loop;
  private final Promise<Void> done;
  private final long intervalNanos;
  private final Histogram nanos = new Histogram(3);
  private final Queue<Client> idle = new ArrayDeque<>();
  private final Queue<Long> waiting = new ArrayDeque<>();
  private int connections;
  private long due;
  private long end;

  private OpenLoop(Exchange exchange, EventLoop loop, double perSecond) {
    this.exchange = exchange;
    this.loop = loop;
    this.done = loop.newPromise();
    this.intervalNanos = Math.round(1e9 / perSecond);
  }

  /**
   * Sends at a rate for a time, and waits as long again for the last replies. Requests without a
   * reply by then count with the time that they have waited, but not as answered.
   *
   * @throws IOException if a client cannot connect or is disconnected
   */
  public static Outcome run(
      Network network,
      InetSocketAddress address,
      Exchange exchange,
      int connections,
      double perSecond,
      Duration time)
      throws IOException, InterruptedException {
    EventLoop loop = network.clients().next();
    OpenLoop load = new OpenLoop(exchange, loop, perSecond);
    try (Connections<Client> clients =
        Connections.open(network, loop, address, connections, load::client)) {
      loop.execute(() -> load.start(clients, time));
      load.done.await(2 * time.toNanos(), TimeUnit.NANOSECONDS);
      if (clients.lost() > 0) {
        throw new IOException(clients.lost() + " connections were cut off");
      }
      return loop.submit(() -> load.outcome(clients, time)).get();
    } catch (ExecutionException failure) {
      throw new IOException("the load failed: " + failure.getCause(), failure);
    }
  }

  private Client client() {
    return new Client();
  }

  private void start(Connections<Client> clients, Duration time) {
    connections = clients.handlers().size();
    idle.addAll(clients.handlers());
    due = System.nanoTime();
    end = due + time.toNanos();
    send();
  }

  /** Sends what is due, and schedules itself for the next request. */
  private void send() {
    enqueueUntil(System.nanoTime());
    dispatch();
    if (due < end) {
      loop.schedule(this::send, due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void enqueueUntil(long now) {
    for (; due <= now && due < end; due += intervalNanos) {
      waiting.add(due);
    }
  }

  private void dispatch() {
    while (!waiting.isEmpty() && !idle.isEmpty()) {
      idle.remove().send(waiting.remove());
    }
    if (due >= end && idle.size() == connections) {
      done.trySuccess(null);
    }
  }

  private Outcome outcome(Connections<Client> clients, Duration time) {
    double perSecond = nanos.getTotalCount() * exchange.count() / (time.toNanos() / 1e9);
    long now = System.nanoTime();
    enqueueUntil(now);
    waiting.forEach(since -> nanos.recordValue(now - since));
    clients.handlers().stream()
        .filter(client -> !idle.contains(client))
        .forEach(client -> nanos.recordValue(now - client.due));
    // Late replies may still come until the connections are closed.
    return new Outcome(perSecond, nanos.copy());
  }

  /** One connection, with one request at a time. */
  private final class Client extends SimpleChannelInboundHandler<ByteBuf> {

    private final Replies replies = exchange.replies().get();
    private ChannelHandlerContext context;
    private int missing;
    private long due;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      context = ctx;
    }

    private void send(long dueAt) {
      due = dueAt;
      missing = exchange.count();
      exchange.send(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      missing -= replies.endedIn(bytes);
      if (missing == 0) {
        nanos.recordValue(System.nanoTime() - due);
        idle.add(this);
        dispatch();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
