package io.galopin.engine;

import io.galopin.api.Trouble;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proxy of a running engine. Thread-safe; nothing here waits for the data path. */
public final class Proxy {

  private static final Logger log = LoggerFactory.getLogger(Proxy.class);

  private final Engine engine;
  private final Draws draws;
  private final Places places;
  private final Map<ChannelOption<?>, Object> socketOptions;
  private final AtomicLong ordinals = new AtomicLong();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean unreachable = new AtomicBoolean();
  private final Seldom complaints = new Seldom();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final ConnectionOwner owner = new ConnectionOwner();

  private volatile ProxySpec spec;
  private volatile @Nullable Channel listener;
  private volatile boolean closing;

  Proxy(Engine engine, ProxySpec spec) {
    this.engine = engine;
    this.spec = spec;
    this.draws = Draws.of(engine.seed(), spec.name());
    this.places = new Places(spec.limits().poolSize(), spec.limits().poolTimeout());
    this.socketOptions = Transport.socketOptions(readBytes(spec));
  }

  private static OptionalInt readBytes(ProxySpec spec) {
    int wanted = spec.protocol().readBytes();
    return wanted > 0 ? OptionalInt.of(wanted) : spec.limits().readBytes();
  }

  /** What it is made of now. */
  public ProxySpec spec() {
    return spec;
  }

  /** Where it really listens; empty while it does not. */
  public Optional<InetSocketAddress> address() {
    Channel channel = listener;
    return channel == null
        ? Optional.empty()
        : Optional.ofNullable((InetSocketAddress) channel.localAddress());
  }

  /** How many connections are open. */
  public int connections() {
    return connections.size();
  }

  /** Sets the rules for all exchanges that begin from now on, on open connections too. */
  public synchronized void setRules(RuleSet rules) {
    spec = spec.withRules(rules);
    connections.forEach(connection -> connection.loop().execute(connection::rulesChanged));
  }

  /** Sets the toxics for all bytes that are read from now on, on open connections too. */
  public synchronized void setToxics(List<ToxicSpec> toxics) {
    spec = spec.withToxics(toxics);
    connections.forEach(connection -> connection.loop().execute(connection::toxicsChanged));
  }

  /** Sets the backend of connections that are accepted from now on. */
  public synchronized void setUpstream(Address upstream) {
    spec = spec.withUpstream(upstream);
  }

  CompletableFuture<Proxy> listen() {
    CompletableFuture<Proxy> listening = new CompletableFuture<>();
    Address wanted = spec.listen();
    InetSocketAddress address;
    try {
      address =
          wanted.host().isEmpty()
              ? new InetSocketAddress(wanted.port())
              : new InetSocketAddress(InetAddress.getByName(wanted.host()), wanted.port());
    } catch (UnknownHostException unknown) {
      return CompletableFuture.failedFuture(cannotListen("its name is unknown", unknown));
    }
    ChannelFuture binding = bootstrap().bind(address);
    binding.addListener(
        done -> {
          if (binding.isSuccess()) {
            listener = binding.channel();
            listening.complete(this);
          } else {
            listening.completeExceptionally(
                cannotListen(Reasons.of(binding.cause()), binding.cause()));
          }
        });
    return listening;
  }

  private IOException cannotListen(String reason, Throwable cause) {
    return new IOException(
        spec.name() + ": cannot listen on " + spec.listen() + ": " + reason, cause);
  }

  private ServerBootstrap bootstrap() {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(engine.transport().group())
            .channel(engine.transport().server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .handler(new Acceptor(this))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel accepted) {
                    accept(accepted);
                  }
                });
    spec.limits().backlog().ifPresent(n -> bootstrap.option(ChannelOption.SO_BACKLOG, n));
    socketOptions.forEach((option, value) -> set(bootstrap, option, value));
    return bootstrap;
  }

  @SuppressWarnings("unchecked") // the map pairs each option with a value of its type
  private static <T> void set(ServerBootstrap bootstrap, ChannelOption<T> option, Object value) {
    bootstrap.childOption(option, (T) value);
  }

  long nextOrdinal() {
    return ordinals.incrementAndGet();
  }

  private void accept(Channel accepted) {
    Connection connection = new Connection(owner, accepted.attr(Acceptor.ORDINAL).get(), accepted);
    connections.add(connection);
    if (closing) {
      // close() may have looked at the connections before this one was there.
      connection.drop();
    } else {
      connection.start(engine.transport().socket(), engine::resolve, places);
    }
  }

  /** Says that the backend cannot be reached; once, until it can be again. */
  private void notReached(Trouble trouble) {
    if (unreachable.compareAndSet(false, true)) {
      log.warn("{}: {}", spec.name(), trouble.reason());
    }
  }

  private void reached() {
    if (unreachable.get() && unreachable.compareAndSet(true, false)) {
      log.info("{}: backend {} can be reached again", spec.name(), spec.upstream());
    }
  }

  /** Stops listening and drops its connections; done when nothing of it is left. */
  public CompletableFuture<Void> close() {
    closing = true;
    engine.forget(this);
    Channel channel = listener;
    if (channel != null) {
      channel.close().addListener(done -> dropAll());
    } else {
      dropAll();
    }
    return closed;
  }

  private void dropAll() {
    connections.forEach(connection -> connection.loop().execute(connection::drop));
    // Only now may the last connection to end say that all is gone, and the event loops stop.
    listener = null;
    completeIfGone();
  }

  private void completeIfGone() {
    if (closing && listener == null && connections.isEmpty()) {
      closed.complete(null);
    }
  }

  /** What connections need of their proxy. */
  private final class ConnectionOwner implements Connection.Owner {
    @Override
    public ProxySpec spec() {
      return spec;
    }

    @Override
    public RuleSet rules() {
      return spec.rules();
    }

    @Override
    public List<ToxicSpec> toxics() {
      return spec.toxics();
    }

    @Override
    public Draws draws() {
      return draws;
    }

    @Override
    public Journal journal() {
      return engine.journal();
    }

    @Override
    public HeldMemory memory() {
      return engine.memory();
    }

    @Override
    public Map<ChannelOption<?>, Object> socketOptions() {
      return socketOptions;
    }

    @Override
    public void connected() {
      reached();
    }

    @Override
    public void starved(long nanoTime) {
      if (complaints.mayBeSaid(nanoTime)) {
        log.warn(
            "{}: cannot connect to the backend for the moment: Too many open files; trying again",
            spec.name());
      }
    }

    @Override
    public void notConnected(Trouble trouble) {
      notReached(trouble);
    }

    @Override
    public void ended(Connection connection) {
      connections.remove(connection);
      completeIfGone();
    }
  }
}
