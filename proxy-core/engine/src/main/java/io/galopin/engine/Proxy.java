package io.galopin.engine;

import io.galopin.api.Direction;
import io.galopin.api.OptionException;
import io.galopin.api.Trouble;
import io.galopin.engine.connection.Connection;
import io.galopin.engine.connection.ConnectionOwner;
import io.galopin.engine.connection.ConnectionSpec;
import io.galopin.engine.descriptor.Allotment;
import io.galopin.engine.descriptor.Berth;
import io.galopin.engine.descriptor.Descriptors;
import io.galopin.engine.dial.Dialer;
import io.galopin.engine.dial.Places;
import io.galopin.engine.dial.Reachability;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.listen.Acceptor;
import io.galopin.engine.listen.ListenAddress;
import io.galopin.engine.listen.Listener;
import io.galopin.engine.loop.Chains;
import io.galopin.engine.loop.OwnDials;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.loop.Transport;
import io.galopin.engine.rule.Draws;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.Once;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.PluginFailures;
import io.galopin.engine.trouble.Seldom;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proxy of a running engine. Thread-safe; nothing here waits for the data path. */
public final class Proxy {

  private static final Logger log = LoggerFactory.getLogger(Proxy.class);

  /** The most that a protocol may want to be read at a time. */
  private static final int MOST_READ_BYTES = 16 << 20;

  private final Engine engine;
  private final Draws draws;
  private final Places places;
  private final Map<ChannelOption<?>, Object> socketOptions;
  private final AtomicLong ordinals = new AtomicLong();
  private final LongAdder exchanges = new LongAdder();
  private final Map<Connection, Berth> connections = new ConcurrentHashMap<>();
  private final AtomicReference<ProxyMeter> meter = new AtomicReference<>(ProxyMeter.NONE);
  private final Reachability reachability;
  private final Seldom starving = new Seldom();
  private final Seldom crowding = new Seldom();
  private final Seldom circling = new Seldom();
  private final Once refusals = new Once();
  private final AtomicBoolean summedUp = new AtomicBoolean();
  private final Owner owner = new Owner();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private CompletableFuture<?> lastChange = CompletableFuture.completedFuture(null);

  private volatile ProxySpec spec;
  private volatile @Nullable Listener listener;
  private volatile @Nullable Identities identities;
  private volatile boolean closing;

  Proxy(Engine engine, ProxySpec spec) {
    this.engine = engine;
    this.spec = spec;
    this.identities = identities(spec);
    start(spec);
    this.draws = Draws.of(engine.seed(), spec.name());
    this.reachability = new Reachability(spec.name());
    this.places = new Places(spec.limits().poolSize(), spec.limits().poolTimeout());
    this.socketOptions = Transport.socketOptions(readBytes(engine, spec), engine.memory());
  }

  private static @Nullable Identities identities(ProxySpec spec) {
    return spec.drawBy().map(term -> new Identities(spec.name(), term)).orElse(null);
  }

  private static OptionalInt readBytes(Engine engine, ProxySpec spec) {
    int wanted = 0;
    try {
      wanted = spec.protocol().readBytes();
      if (wanted < 0 || wanted > MOST_READ_BYTES) {
        throw new Nonsense("returned " + wanted + " (expected: 0 to " + MOST_READ_BYTES + ")");
      }
    } catch (Throwable thrown) {
      wanted = 0;
      engine
          .failures()
          .tell(
              spec.name(),
              new PluginFailure("protocol", spec.protocolName(), "readBytes", thrown),
              "reads are as long as without it");
    }
    return wanted > 0 ? OptionalInt.of(wanted) : spec.limits().readBytes();
  }

  /** From now on it is made of this: what is new begins to count, what is gone is summed up. */
  private void set(ProxySpec changed) {
    ProxySpec before = spec;
    start(changed);
    if (!changed.drawBy().equals(before.drawBy())) {
      identities = identities(changed);
    }
    spec = changed;
    sumUp(before.rules(), changed.rules());
    engine.watch().changed(this);
  }

  private static void start(ProxySpec fresh) {
    long now = Ticker.systemTicker().nanoTime();
    fresh.rules().rules().forEach(rule -> rule.tally().start(now));
    fresh.toxics().forEach(toxic -> toxic.scope().start(now));
  }

  /** Writes into the journal what those of {@code rules} have counted that are gone. */
  private void sumUp(RuleSet rules, RuleSet staying) {
    for (Rule rule : rules.own()) {
      if (!staying.counts(rule)) {
        engine
            .journal()
            .write(
                Journal.Origin.SUMMARY,
                spec.name(),
                0,
                0,
                null,
                rule.name(),
                "",
                "",
                rule.tally().toString(),
                rule.toString(),
                "",
                "",
                null);
      }
    }
  }

  /** What it is made of now. */
  public ProxySpec spec() {
    return spec;
  }

  /** Where it really listens; empty while it does not. */
  public Optional<InetSocketAddress> address() {
    Listener open = listener;
    return open == null ? Optional.empty() : Optional.of(open.address());
  }

  /** How many connections are open. */
  public int connections() {
    return connections.size();
  }

  /** How many clients it has accepted. */
  public long accepted() {
    return ordinals.get();
  }

  /** How many exchanges have begun; those that nobody needs to know of are not counted. */
  public long exchanges() {
    return exchanges.sum();
  }

  /** Whether it was closed for good. */
  public boolean isClosed() {
    return closing;
  }

  /** Sets the rules for all exchanges that begin from now on, on open connections too. */
  public synchronized void setRules(RuleSet rules) {
    set(spec.withRules(rules));
    onEach(Connection::rulesChanged);
  }

  /** Sets the toxics for all bytes that are read from now on, on open connections too. */
  public synchronized void setToxics(List<ToxicSpec> toxics) {
    set(spec.withToxics(toxics));
    onEach(Connection::toxicsChanged);
  }

  /**
   * Sets the backend of connections that are accepted from now on.
   *
   * @throws OptionException if it leads in a circle; then nothing changes
   */
  public synchronized void setUpstream(Address upstream) {
    ProxySpec changed = spec.withUpstream(upstream);
    Map<String, Chains.Station> stations = engine.stations();
    Optional<InetSocketAddress> here = address();
    if (here.isPresent()) {
      Chains.Station station = new Chains.Station(changed.name(), here.get(), upstream);
      stations.put(changed.name(), station);
      new Chains(stations.values())
          .problem(station)
          .ifPresent(
              circle -> {
                throw circle;
              });
    }
    set(changed);
    askForMeter();
  }

  /** Counts new connections with a meter of what the proxy is now, if it listens. */
  private void askForMeter() {
    Listener open = listener;
    if (open != null) {
      countWith(engine.meter(spec.withListen(Address.of(open.address()))));
    }
    if (closing) {
      // It was closed meanwhile, and may have seen the meter before.
      countWith(ProxyMeter.NONE);
    }
  }

  private void countWith(ProxyMeter fresh) {
    meter.getAndSet(fresh).retired();
  }

  /**
   * Makes it what {@code changed} says. A changed listen address, upstream or protocol drops its
   * connections, and so does disabling it; other changes do not. One change is made after the
   * other; the listen address is resolved on the calling thread, which may block.
   *
   * @param changed a proxy of the same name
   * @return done when it is so; failed with {@link IOException} if it cannot listen there, or with
   *     an {@link OptionException} as its cause if its upstream leads in a circle: then it is as it
   *     was
   */
  public synchronized CompletableFuture<Proxy> become(ProxySpec changed) {
    if (!changed.name().equals(spec.name())) {
      throw new IllegalArgumentException(
          "name: " + changed.name() + " (expected: " + spec.name() + ")");
    }
    CompletableFuture<Proxy> done =
        lastChange.handle((ignored, failure) -> null).thenCompose(ready -> change(changed));
    lastChange = done;
    return done;
  }

  private CompletableFuture<Proxy> change(ProxySpec changed) {
    Batch alone = new Batch(engine);
    alone.add(this, changed);
    return alone.commit(() -> {}, false).thenApply(done -> this);
  }

  /** What accepts clients; null while nothing does. */
  @Nullable Listener listener() {
    return listener;
  }

  /**
   * Where it has to begin to listen to become {@code changed}; empty if it does so already, or will
   * not listen. Looks up the name, which may block.
   *
   * @throws IOException if the name is unknown, or this proxy is closed
   */
  Optional<ListenAddress> destination(ProxySpec changed) throws IOException {
    if (closing) {
      throw new IOException(spec.name() + ": it is closed");
    }
    if (!changed.enabled()) {
      return Optional.empty();
    }
    ListenAddress wanted = ListenAddress.resolve(changed.listen());
    Listener open = listener;
    return open != null && wanted.isAt(open.address()) ? Optional.empty() : Optional.of(wanted);
  }

  /**
   * Becomes {@code changed}; done when an old listener refuses clients.
   *
   * @param taken what listens at its {@linkplain #destination destination}, if it has one
   */
  CompletableFuture<Proxy> commit(ProxySpec changed, Optional<Listener> taken) {
    if (taken.isPresent()) {
      Listener fresh = taken.get();
      return replaceListener(fresh, changed.withListen(real(changed.listen(), fresh)));
    }
    if (!changed.enabled()) {
      return replaceListener(null, changed);
    }
    ProxySpec before = spec;
    set(changed.withListen(before.listen()));
    if (changed.upstream().equals(before.upstream()) && changed.protocol() == before.protocol()) {
      onEach(Connection::rulesChanged);
      onEach(Connection::toxicsChanged);
    } else {
      askForMeter();
      onEach(Connection::drop);
    }
    return CompletableFuture.completedFuture(this);
  }

  /** Goes on as it was where it had stopped to listen. */
  void resume(Listener again) {
    listener = again;
    if (closing) {
      // It was closed meanwhile.
      again.close();
      listener = null;
    } else {
      again.start();
    }
  }

  /** Is disabled: it had stopped to listen, and cannot any more. Returns what is to be said. */
  String giveUp(IOException cause) {
    String lost = spec.name() + " is disabled now: " + cause.getMessage();
    log.warn("{}", lost);
    replaceListener(null, spec.withEnabled(false));
    return lost;
  }

  /** Takes an address; what it accepts is this proxy's once it is its listener. */
  CompletableFuture<Listener> listen(ListenAddress address) {
    Optional<Allotment> allotment = Descriptors.ofThisProcess().listen();
    if (allotment.isEmpty()) {
      return CompletableFuture.failedFuture(
          address.cannot(new IOException("too few descriptors are left (ulimit -n)")));
    }
    AtomicReference<@Nullable Listener> opened = new AtomicReference<>();
    return Listener.open(
            engine.transport(),
            address,
            spec.limits().backlog(),
            socketOptions,
            new Acceptor(spec.name(), ordinals::incrementAndGet, allotment.get()),
            client -> accept(client, opened.get()))
        .whenComplete(
            (listening, failure) -> {
              opened.set(listening);
              if (listening != null) {
                int port = listening.address().getPort();
                engine.ownDials().listens(port);
                listening.whenClosed(() -> engine.ownDials().listensNoLonger(port));
              }
            });
  }

  /**
   * The port that was asked for; or the one that was found, so that it is the same the next time.
   */
  private static Address real(Address wanted, Listener found) {
    return new Address(wanted.host(), found.address().getPort());
  }

  private CompletableFuture<Proxy> replaceListener(@Nullable Listener fresh, ProxySpec changed) {
    Listener old = listener;
    set(changed);
    listener = fresh;
    askForMeter();
    onEach(Connection::drop);
    if (closing && fresh != null) {
      // It was closed meanwhile.
      fresh.close();
      listener = null;
    } else if (fresh != null) {
      fresh.start();
    }
    return old == null
        ? CompletableFuture.completedFuture(this)
        : old.close().thenApply(gone -> this);
  }

  private void onEach(Consumer<Connection> action) {
    connections
        .keySet()
        .forEach(
            connection ->
                connection.loop().execute(() -> connection.guard(() -> action.accept(connection))));
  }

  private void accept(Channel accepted, @Nullable Listener by) {
    Connection connection =
        new Connection(owner, accepted.attr(Acceptor.ORDINAL).get(), accepted, this::ended);
    Berth berth = accepted.attr(Berth.KEY).get();
    berth.served();
    connections.put(connection, berth);
    if (closing || listener != by) {
      // Whoever closed or moved it may have looked at the connections before this one was there.
      connection.drop();
    } else {
      connection.start();
    }
  }

  /** Stops listening and drops its connections; done when nothing of it is left. */
  public CompletableFuture<Void> close() {
    return close(Connection::drop);
  }

  /**
   * Stops listening and closes its connections so that what was written to their sockets arrives;
   * done when nothing of it is left. {@link #close} hurries it.
   */
  CompletableFuture<Void> closeOrderly() {
    return close(Connection::closeSides);
  }

  private CompletableFuture<Void> close(Consumer<Connection> end) {
    closing = true;
    engine.forget(this);
    reachability.forget();
    Listener open = listener;
    if (summedUp.compareAndSet(false, true)) {
      sumUp(spec.rules(), RuleSet.none());
      countWith(ProxyMeter.NONE);
      engine.watch().changed(this);
    }
    if (open == null) {
      endAll(end);
    } else {
      open.close().thenRun(() -> endAll(end));
    }
    return closed;
  }

  private void endAll(Consumer<Connection> end) {
    onEach(end);
    // Only now may the last connection to end say that all is gone, and the event loops stop.
    listener = null;
    completeIfGone();
  }

  private void ended(Connection connection) {
    Berth berth = connections.remove(connection);
    if (berth != null) {
      berth.over();
    }
    completeIfGone();
  }

  private void completeIfGone() {
    if (closing && listener == null && connections.isEmpty()) {
      closed.complete(null);
    }
  }

  /** What connections need of their proxy. */
  private final class Owner implements ConnectionOwner {
    @Override
    public String proxy() {
      return spec.name();
    }

    @Override
    public ConnectionSpec spec() {
      ProxySpec now = spec;
      return new ConnectionSpec(
          now.name(),
          now.protocol(),
          now.protocolName(),
          now.upstream(),
          now.limits().connectTimeout(),
          now.limits().idleTimeout());
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
    public @Nullable Identities identities() {
      return identities;
    }

    @Override
    public Journal journal() {
      return engine.journal();
    }

    @Override
    public PluginFailures failures() {
      return engine.failures();
    }

    @Override
    public Pulse pulse(EventLoop loop) {
      return engine.transport().loops().pulse(loop);
    }

    @Override
    public HeldMemory memory() {
      return engine.memory();
    }

    @Override
    public ProxyMeter meter() {
      return meter.get();
    }

    @Override
    public void exchange() {
      exchanges.increment();
    }

    @Override
    public Places places() {
      return places;
    }

    @Override
    public Dialer.Resolver resolver() {
      return engine::resolve;
    }

    @Override
    public Class<? extends Channel> socket() {
      return engine.transport().socket();
    }

    @Override
    public Map<ChannelOption<?>, Object> socketOptions() {
      return socketOptions;
    }

    @Override
    public void connected(EventLoop loop, Address backend) {
      reachability.reached(loop, backend);
    }

    @Override
    public OwnDials ownDials() {
      return engine.ownDials();
    }

    @Override
    public void refused(Direction from, String reason) {
      if (refusals.isNew(from + reason)) {
        log.warn(
            "{}: refused what {} sent in protocol {}: {}; said once",
            spec.name(),
            from == Direction.UPSTREAM ? "a client" : "the backend",
            spec.protocolName(),
            reason);
      }
    }

    @Override
    public void circled(long nanoTime, String reason) {
      circling.say(nanoTime, more -> log.warn("{}: {}{}", spec.name(), reason, more));
    }

    @Override
    public void starved(long nanoTime) {
      Listener open = listener;
      if (open != null) {
        open.pause();
      }
      starving.say(
          nanoTime,
          more ->
              log.warn(
                  "{}: cannot connect to the backend for the moment: Too many open files; trying"
                      + " again{}",
                  spec.name(),
                  more));
    }

    @Override
    public void crowded(long nanoTime, Trouble trouble) {
      crowding.say(
          nanoTime,
          more ->
              log.warn("{}: a client was turned away: {}{}", spec.name(), trouble.reason(), more));
    }

    @Override
    public void notConnected(EventLoop loop, Address backend, Trouble trouble) {
      reachability.failed(loop, backend, trouble);
    }
  }
}
