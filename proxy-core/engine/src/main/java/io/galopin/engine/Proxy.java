package io.galopin.engine;

import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.engine.connection.Connection;
import io.galopin.engine.listen.ListenAddress;
import io.galopin.engine.listen.Listener;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.ProxyMeter;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proxy of a running engine. Thread-safe; nothing here waits for the data path. */
public final class Proxy {

  private static final Logger log = LoggerFactory.getLogger(Proxy.class);

  private final Engine engine;
  private final CurrentSpec spec;
  private final List<String> edits;
  private final ConnectionHost host;
  private final OpenConnections connections;
  private final Listening listening;
  private final AtomicBoolean summedUp = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private CompletableFuture<?> lastChange = CompletableFuture.completedFuture(null);

  private volatile @Nullable Listener listener;
  private volatile boolean closing;

  Proxy(Engine engine, ProxySpec first) {
    EngineParts parts = engine.parts();
    this.engine = engine;
    this.spec = new CurrentSpec(parts.journal(), first);
    this.edits = Edits.of(parts.failures(), first);
    this.host = new ConnectionHost(parts, spec, ReadSize.of(parts.failures(), first), this::pause);
    this.connections = new OpenConnections(host, this::completeIfGone);
    this.listening = new Listening(parts.loops(), spec, host.socketOptions(), this::accept);
  }

  private ProxySpec change(UnaryOperator<ProxySpec> change) {
    ProxySpec before = spec.change(change);
    engine.watch().changed(this);
    return before;
  }

  /** What its protocol changes in what passes, whatever the rules say, in the protocol's words. */
  public List<String> edits() {
    return edits;
  }

  /** What it is made of now. */
  public ProxySpec spec() {
    return spec.get();
  }

  /** Where it really listens; empty while it does not. */
  public Optional<InetSocketAddress> address() {
    Listener open = listener;
    return open == null ? Optional.empty() : Optional.of(open.address());
  }

  /** How many connections are open. */
  public int connections() {
    return connections.count();
  }

  /** How many clients it has accepted. */
  public long accepted() {
    return listening.accepted();
  }

  /** How many exchanges have begun; those that nobody needs to know of are not counted. */
  public long exchanges() {
    return host.exchanges();
  }

  /** Whether it was closed for good. */
  public boolean isClosed() {
    return closing;
  }

  /** Sets the rules for all exchanges that begin from now on, on open connections too. */
  public void setRules(RuleSet rules) {
    change(now -> now.withRules(rules));
    connections.onEach(Connection::rulesChanged);
  }

  /** The same, with other options that rules and mixes begin with. */
  public void setRules(RuleSet rules, Map<String, Options> defaults) {
    change(now -> now.withRules(rules).withDefaults(defaults));
    connections.onEach(Connection::rulesChanged);
  }

  /** Sets the toxics for all bytes that are read from now on, on open connections too. */
  public void setToxics(List<ToxicSpec> toxics) {
    change(now -> now.withToxics(toxics));
    connections.onEach(Connection::toxicsChanged);
  }

  /**
   * Sets the backend of connections that are accepted from now on.
   *
   * @throws OptionException if it leads in a circle; then nothing changes
   */
  public synchronized void setUpstream(Address upstream) {
    address().ifPresent(here -> engine.refuseCircle(spec().name(), here, upstream));
    change(now -> now.withUpstream(upstream));
    askForMeter();
  }

  /** Counts new connections with a meter of what the proxy is now, if it listens. */
  private void askForMeter() {
    Listener open = listener;
    if (open != null) {
      host.countWith(engine.meter(spec().withListen(Address.of(open.address()))));
    }
    if (closing) {
      // It was closed meanwhile, and may have seen the meter before.
      host.countWith(ProxyMeter.NONE);
    }
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
    if (!changed.name().equals(spec().name())) {
      throw new IllegalArgumentException(
          "name: " + changed.name() + " (expected: " + spec().name() + ")");
    }
    CompletableFuture<Proxy> done =
        lastChange.handle((ignored, failure) -> null).thenCompose(ready -> alone(changed));
    lastChange = done;
    return done;
  }

  private CompletableFuture<Proxy> alone(ProxySpec changed) {
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
      throw new IOException(spec().name() + ": it is closed");
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
      // With the port that was found if any would do, so that it is the same the next time.
      Address there = new Address(changed.listen().host(), taken.get().address().getPort());
      return replaceListener(taken.get(), now -> changed.withListen(there));
    }
    if (!changed.enabled()) {
      return replaceListener(null, now -> changed);
    }
    ProxySpec before = change(now -> changed.withListen(now.listen()));
    if (changed.upstream().equals(before.upstream()) && changed.protocol() == before.protocol()) {
      connections.onEach(Connection::rulesChanged);
      connections.onEach(Connection::toxicsChanged);
    } else {
      askForMeter();
      connections.onEach(Connection::drop);
    }
    return CompletableFuture.completedFuture(this);
  }

  /** Listens there from now on. */
  void begin(Listener fresh) {
    listener = fresh;
    if (closing) {
      // It was closed meanwhile.
      fresh.close();
      listener = null;
    } else {
      fresh.start();
    }
  }

  /** Is disabled: it had stopped to listen, and cannot any more. Returns what is to be said. */
  String giveUp(IOException cause) {
    String lost = spec().name() + " is disabled now: " + cause.getMessage();
    log.warn("{}", lost);
    replaceListener(null, now -> now.withEnabled(false));
    return lost;
  }

  /** Takes an address; what it accepts is this proxy's once it is its listener. */
  CompletableFuture<Listener> listen(ListenAddress address) {
    return listening.at(address);
  }

  private CompletableFuture<Proxy> replaceListener(
      @Nullable Listener fresh, UnaryOperator<ProxySpec> change) {
    Listener old = listener;
    change(change);
    listener = fresh;
    askForMeter();
    connections.onEach(Connection::drop);
    if (fresh != null) {
      begin(fresh);
    }
    return old == null
        ? CompletableFuture.completedFuture(this)
        : old.close().thenApply(gone -> this);
  }

  private void accept(Channel client, @Nullable Listener by) {
    // Whoever closed or moved it may have looked at the connections before this one was there.
    connections.accept(client, () -> !closing && listener == by);
  }

  private void pause() {
    Listener open = listener;
    if (open != null) {
      open.pause();
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
    host.close();
    Listener open = listener;
    if (summedUp.compareAndSet(false, true)) {
      spec.close();
      host.countWith(ProxyMeter.NONE);
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
    connections.onEach(end);
    // Only now may the last connection to end say that all is gone, and the event loops stop.
    listener = null;
    completeIfGone();
  }

  private void completeIfGone() {
    if (closing && listener == null && connections.isEmpty()) {
      closed.complete(null);
    }
  }
}
