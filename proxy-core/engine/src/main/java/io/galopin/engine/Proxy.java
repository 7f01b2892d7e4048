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
import io.galopin.engine.tls.TlsEnds;
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

/** A proxy of a running engine. Thread-safe; no method waits for the data path. */
public final class Proxy {

  private static final Logger log = LoggerFactory.getLogger(Proxy.class);

  private final Engine engine;
  private final CurrentSpec spec;
  private final ConnectionHost host;
  private final OpenConnections connections;
  private final ProxyPlugins plugins;
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
    this.host = new ConnectionHost(parts, spec, ReadSize.of(parts.failures(), first), this::pause);
    this.connections = new OpenConnections(host, this::completeIfGone);
    this.plugins = new ProxyPlugins(parts.failures(), spec, connections, this::change);
    this.listening = new Listening(parts.loops(), spec, host.socketOptions(), this::accept);
  }

  private ProxySpec change(UnaryOperator<ProxySpec> change) {
    ProxySpec before = spec.change(change);
    engine.watch().changed(this);
    return before;
  }

  /** Returns its current configuration. */
  public ProxySpec spec() {
    return spec.get();
  }

  /** Returns what it uses of plugins. */
  public ProxyPlugins plugins() {
    return plugins;
  }

  /** Returns the address on which it actually listens; empty while it does not. */
  public Optional<InetSocketAddress> address() {
    Listener open = listener;
    return open == null ? Optional.empty() : Optional.of(open.address());
  }

  /** Returns the number of open connections. */
  public int connections() {
    return connections.count();
  }

  /** Returns the number of clients it has accepted. */
  public long accepted() {
    return listening.accepted();
  }

  /**
   * Returns the number of exchanges that have begun; exchanges that pass unwatched are not counted.
   */
  public long exchanges() {
    return host.exchanges();
  }

  /** Whether it was closed for good. */
  public boolean isClosed() {
    return closing;
  }

  /** Sets the rules for exchanges that begin from now on, including those on open connections. */
  public void setRules(RuleSet rules) {
    change(now -> now.withRules(rules));
    connections.onEach(Connection::rulesChanged);
  }

  /** Like {@link #setRules(RuleSet)}, and also sets the default options of rules and mixes. */
  public void setRules(RuleSet rules, Map<String, Options> defaults) {
    change(now -> now.withRules(rules).withDefaults(defaults));
    connections.onEach(Connection::rulesChanged);
  }

  /** Sets the toxics for bytes that are read from now on, including those on open connections. */
  public void setToxics(List<ToxicSpec> toxics) {
    change(now -> now.withToxics(toxics));
    connections.onEach(Connection::toxicsChanged);
  }

  /**
   * Sets the backend of connections that are accepted from now on, and how TLS is spoken.
   *
   * @throws OptionException if it forms a loop; then nothing changes
   */
  public synchronized void setUpstream(Address upstream, TlsEnds tls) {
    address().ifPresent(here -> engine.refuseCircle(spec().name(), here, upstream));
    change(now -> now.withUpstream(upstream).withTls(tls));
    askForMeter();
  }

  /**
   * Asks for a meter for the current configuration, if the proxy listens; new connections use it.
   */
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
   * Changes the proxy to {@code changed}. A changed listen address, upstream or protocol drops its
   * connections, and so does disabling it; other changes do not. Changes are made one after the
   * other; the listen address is resolved on the calling thread, which may block.
   *
   * @param changed a proxy of the same name
   * @return completes when the change is made; fails with {@link IOException} if it cannot listen
   *     there, with an {@link OptionException} as its cause if its upstream forms a loop. After a
   *     failure nothing has changed
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

  /** Returns the current listener; null if it has none. */
  @Nullable Listener listener() {
    return listener;
  }

  /**
   * Changes to {@code changed}; completes when an old listener refuses clients.
   *
   * @param taken the listener at the address that {@code changed} needs and the proxy does not
   *     have, if there is one
   */
  CompletableFuture<Proxy> commit(ProxySpec changed, Optional<Listener> taken) {
    if (taken.isPresent()) {
      // Keeps the port that was found if any would do, so that it is the same the next time.
      Address there = new Address(changed.listen().host(), taken.get().address().getPort());
      return replaceListener(taken.get(), now -> changed.withListen(there));
    }
    if (!changed.enabled()) {
      return replaceListener(null, now -> changed);
    }
    ProxySpec before = change(now -> changed.withListen(now.listen()));
    if (changed.upstream().equals(before.upstream()) && changed.speaksLike(before)) {
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

  /**
   * Disables the proxy, which had stopped listening and cannot start again. Returns the sentence to
   * report.
   */
  String giveUp(IOException cause) {
    String lost = spec().name() + " is disabled now: " + cause.getMessage();
    log.warn("{}", lost);
    replaceListener(null, now -> now.withEnabled(false));
    return lost;
  }

  /** Binds an address. Its clients belong to this proxy once it is the proxy's listener. */
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
    // A close or move may have looked at the connections before this one was added.
    connections.accept(client, () -> !closing && listener == by);
  }

  private void pause() {
    Listener open = listener;
    if (open != null) {
      open.pause();
    }
  }

  /** Stops listening and drops its connections; completes when nothing of it is left. */
  public CompletableFuture<Void> close() {
    return close(Connection::drop);
  }

  /**
   * Stops listening and closes its connections so that bytes that were written to their sockets
   * arrive. Completes when nothing of it is left. {@link #close} speeds it up.
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
    // Only now may the last connection report that nothing is left, and the event loops stop.
    listener = null;
    completeIfGone();
  }

  private void completeIfGone() {
    if (closing && listener == null && connections.isEmpty()) {
      closed.complete(null);
    }
  }
}
