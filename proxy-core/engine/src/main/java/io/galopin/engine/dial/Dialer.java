package io.galopin.engine.dial;

import io.galopin.api.Trouble;
import io.galopin.engine.descriptor.Descriptors;
import io.galopin.engine.loop.Hop;
import io.galopin.engine.loop.OwnDials;
import io.galopin.engine.loop.Transport;
import io.galopin.engine.socket.Address;
import io.galopin.engine.trouble.Reasons;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect to a backend: its name is resolved, and its addresses are tried one after
 * the other, each with a fair share of the time that is left. Used on the connection's event loop
 * only.
 */
public final class Dialer {

  /** Turns names into addresses without blocking. */
  public interface Resolver {
    Future<List<InetSocketAddress>> resolve(EventLoop loop, Address address);
  }

  private static final String SILENT = "the name server did not answer";
  private static final int NO_TIMER = 0;
  private static final long RETRY_NANOS = Duration.ofMillis(200).toNanos();

  private static final ClassValue<ReflectiveChannelFactory<? extends Channel>> FACTORIES =
      new ClassValue<>() {
        @Override
        protected ReflectiveChannelFactory<? extends Channel> computeValue(Class<?> socket) {
          return new ReflectiveChannelFactory<>(socket.asSubclass(Channel.class));
        }
      };

  private final EventLoop loop;
  private final OwnDials ownDials;
  private final Hop hop;
  private final Class<? extends Channel> socket;
  private final Map<ChannelOption<?>, Object> options;
  private final Address backend;
  private long deadline;
  private final Consumer<Channel> connected;
  private final Consumer<Trouble> failed;
  private final Runnable starved;
  private @Nullable Future<?> pending;
  private boolean cancelled;

  /**
   * An attempt that {@link #dial} begins. Exactly one of the callbacks is called, on {@code loop},
   * unless it is cancelled.
   *
   * @param hop the connection, as a stage of a way over several proxies
   * @param timeout for everything together
   * @param starved called when the process has no descriptor left; then it is tried again and again
   */
  public Dialer(
      EventLoop loop,
      OwnDials ownDials,
      Hop hop,
      Class<? extends Channel> socket,
      Map<ChannelOption<?>, Object> options,
      Address backend,
      Duration timeout,
      Consumer<Channel> connected,
      Consumer<Trouble> failed,
      Runnable starved) {
    this.loop = loop;
    this.ownDials = ownDials;
    this.hop = hop;
    this.socket = socket;
    this.options = options;
    this.backend = backend;
    this.deadline = loop.ticker().nanoTime() + timeout.toNanos();
    this.connected = connected;
    this.failed = failed;
    this.starved = starved;
  }

  public void dial(Resolver resolver) {
    if (!backend.hasPort()) {
      failed.accept(unreachable("it has no port (expected: host:port)"));
      return;
    }
    if (NetUtil.isValidIpV4Address(backend.host()) || NetUtil.isValidIpV6Address(backend.host())) {
      byte[] literal = NetUtil.createByteArrayFromIpAddressString(backend.host());
      tryNext(List.of(socketAddress(literal)).iterator(), null);
      return;
    }
    lookUp(resolver);
  }

  private void lookUp(Resolver resolver) {
    Future<List<InetSocketAddress>> addresses = resolver.resolve(loop, backend);
    // A name server may be slower than the whole attempt is allowed to be.
    Future<?> timer =
        loop.schedule(
            () -> {
              if (!addresses.isDone() && !cancelled) {
                cancelled = true;
                failed.accept(timeout(SILENT));
              }
            },
            left(),
            TimeUnit.NANOSECONDS);
    pending = timer;
    addresses.addListener(
        done -> {
          timer.cancel(false);
          if (cancelled) {
            return;
          }
          if (addresses.isSuccess()) {
            tryNext(addresses.getNow().iterator(), null);
          } else if (isStarved(addresses.cause())) {
            again(() -> lookUp(resolver));
          } else {
            failed.accept(unresolved(addresses.cause()));
          }
        });
  }

  private InetSocketAddress socketAddress(byte[] literal) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(backend.host(), literal), backend.port());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void tryNext(Iterator<InetSocketAddress> addresses, @Nullable Throwable lastFailure) {
    long left = left();
    if (!addresses.hasNext() || left <= 0) {
      failed.accept(
          lastFailure instanceof ConnectTimeoutException || left <= 0
              ? timeout("no answer")
              : unreachable(lastFailure == null ? "it has no address" : Reasons.of(lastFailure)));
      return;
    }
    InetSocketAddress address = addresses.next();
    attempt(address, addresses.hasNext() ? left / 2 : left, addresses);
  }

  private void attempt(InetSocketAddress address, long share, Iterator<InetSocketAddress> others) {
    ChannelFuture attempt;
    try {
      attempt = connect(address);
    } catch (Throwable failure) {
      failed(address, share, others, failure);
      return;
    }
    pending = attempt;
    // Not the timer of the socket, which would keep it as long as it is open.
    Future<?> timer = loop.schedule(() -> attempt.channel().close(), share, TimeUnit.NANOSECONDS);
    attempt.addListener(
        done -> {
          boolean late = !timer.cancel(false);
          if (attempt.isSuccess() && !cancelled) {
            connected.accept(attempt.channel());
            return;
          }
          attempt.channel().close();
          if (!cancelled) {
            failed(address, share, others, late ? new ConnectTimeoutException() : attempt.cause());
          }
        });
  }

  private void failed(
      InetSocketAddress address,
      long share,
      Iterator<InetSocketAddress> others,
      Throwable failure) {
    if (isStarved(failure)) {
      again(() -> attempt(address, share, others));
    } else {
      tryNext(others, failure);
    }
  }

  /** There was no descriptor: the backend is not to blame, and the client not to be closed. */
  private void again(Runnable attempt) {
    starved.run();
    deadline += RETRY_NANOS;
    pending = loop.schedule(attempt, RETRY_NANOS, TimeUnit.NANOSECONDS);
  }

  private static boolean isStarved(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("Too many open files"));
  }

  /** A socket of Linux for IPv4 alone is one system call less. */
  private Channel newSocket(InetSocketAddress address) {
    return socket.equals(EpollSocketChannel.class) && address.getAddress() instanceof Inet4Address
        ? new EpollSocketChannel(SocketProtocolFamily.INET)
        : FACTORIES.get(socket).newChannel();
  }

  /** Begins to connect a new socket. Without a bootstrap, which would do it a task later. */
  private ChannelFuture connect(InetSocketAddress address) {
    Channel channel = Descriptors.ofThisProcess().opened(newSocket(address));
    try {
      options.forEach((option, value) -> set(channel, option, value));
      Transport.urgentInLine(channel);
      channel.config().setConnectTimeoutMillis(NO_TIMER);
      ChannelFuture registered = loop.register(channel);
      if (registered.cause() != null) {
        throw registered.cause();
      }
    } catch (Throwable failure) {
      channel.unsafe().closeForcibly();
      throw new ChannelException(failure);
    }
    boolean toUs = ownDials.mayLeadToUs(address);
    ChannelFuture attempt = channel.connect(address);
    if (toUs) {
      ownDials.dialling(attempt, hop);
    }
    return attempt;
  }

  @SuppressWarnings("unchecked") // the map pairs each option with a value of its type
  private static <T> void set(Channel channel, ChannelOption<T> option, Object value) {
    channel.config().setOption(option, (T) value);
  }

  /** Gives up. No callback is called any more. */
  public void cancel() {
    cancelled = true;
    if (pending != null) {
      pending.cancel(false);
    }
  }

  private long left() {
    return deadline - loop.ticker().nanoTime();
  }

  private Trouble unresolved(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DnsNameResolverTimeoutException) {
        return timeout(SILENT);
      }
      if (cause instanceof DnsErrorCauseException said
          && !said.getCode().equals(DnsResponseCode.NXDOMAIN)
          && !said.getCode().equals(DnsResponseCode.NOERROR)) {
        return unreachable(
            "the name server does not tell its address: " + said.getCode().toString());
      }
      if (cause instanceof IOException && !(cause instanceof UnknownHostException)) {
        return unreachable("the name server cannot be asked: " + Reasons.of(cause));
      }
    }
    return unreachable("its name is unknown");
  }

  private Trouble unreachable(String why) {
    return new Trouble(
        Trouble.Kind.UNREACHABLE, "backend " + backend + " cannot be reached: " + why);
  }

  private Trouble timeout(String why) {
    return new Trouble(
        Trouble.Kind.TIMEOUT, "backend " + backend + " cannot be reached in time: " + why);
  }
}
