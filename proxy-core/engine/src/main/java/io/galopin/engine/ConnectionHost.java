package io.galopin.engine;

import io.galopin.api.Direction;
import io.galopin.api.Trouble;
import io.galopin.engine.connection.ConnectionOwner;
import io.galopin.engine.dial.Dialer;
import io.galopin.engine.dial.Places;
import io.galopin.engine.dial.Reachability;
import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.loop.OwnDials;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.loop.Transport;
import io.galopin.engine.rule.Draws;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trouble.Once;
import io.galopin.engine.trouble.PluginFailures;
import io.galopin.engine.trouble.Seldom;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy as its connections see it: its current configuration, its meter, and the log of their
 * troubles. Thread-safe.
 */
final class ConnectionHost implements ConnectionOwner {

  // What is said there is the proxy's.
  private static final Logger log = LoggerFactory.getLogger("io.galopin.engine.Proxy");

  private final EngineParts parts;
  private final CurrentSpec spec;
  private final String name;
  private final Runnable starved;
  private final Draws draws;
  private final Places places;
  private final Map<ChannelOption<?>, Object> socketOptions;
  private final Dialer.Resolver resolver;
  private final LongAdder exchanges = new LongAdder();
  private final AtomicReference<ProxyMeter> meter = new AtomicReference<>(ProxyMeter.NONE);
  private final Reachability reachability;
  private final Seldom starving = new Seldom();
  private final Seldom crowding = new Seldom();
  private final Seldom circling = new Seldom();
  private final Seldom unexpectedTls = new Seldom();
  private final Once refusals = new Once();
  private final Once encryptions = new Once();

  /**
   * Has no connections and no meter.
   *
   * @param starved makes the proxy stop accepting for a while
   * @param readBytes the most bytes to read at a time; empty for automatic
   */
  ConnectionHost(EngineParts parts, CurrentSpec spec, OptionalInt readBytes, Runnable starved) {
    ProxySpec first = spec.get();
    this.parts = parts;
    this.spec = spec;
    this.name = first.name();
    this.starved = starved;
    this.draws = Draws.of(parts.seed(), name);
    this.places = new Places(first.limits().poolSize(), first.limits().poolTimeout());
    this.socketOptions = Transport.socketOptions(readBytes, parts.memory());
    this.resolver = parts.loops()::resolve;
    this.reachability = new Reachability(name);
  }

  /** From now on {@code fresh} counts new connections. */
  void countWith(ProxyMeter fresh) {
    meter.getAndSet(fresh).retired();
  }

  /** How many exchanges have begun. */
  long exchanges() {
    return exchanges.sum();
  }

  /** Stops reporting whether the backend can be reached. */
  void close() {
    reachability.forget();
  }

  @Override
  public String proxy() {
    return name;
  }

  @Override
  public ConnectionSpec spec() {
    return spec.ofConnections();
  }

  @Override
  public RuleSet rules() {
    return spec.get().rules();
  }

  @Override
  public List<ToxicSpec> toxics() {
    return spec.get().toxics();
  }

  @Override
  public Draws draws() {
    return draws;
  }

  @Override
  public @Nullable Identities identities() {
    return spec.identities();
  }

  @Override
  public Journal journal() {
    return parts.journal();
  }

  @Override
  public PluginFailures failures() {
    return parts.failures();
  }

  @Override
  public Pulse pulse(EventLoop loop) {
    return parts.loops().transport().loops().pulse(loop);
  }

  @Override
  public HeldMemory memory() {
    return parts.memory();
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
  public ExchangeListeners listeners() {
    return parts.exchanges();
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public Dialer.Resolver resolver() {
    return resolver;
  }

  @Override
  public Class<? extends Channel> socket() {
    return parts.loops().transport().socket();
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
    return parts.loops().ownDials();
  }

  @Override
  public void refused(Direction from, String reason) {
    if (refusals.isNew(from + reason)) {
      log.warn(
          "{}: refused what {} sent in protocol {}: {}; logged only once",
          name,
          from == Direction.UPSTREAM ? "a client" : "the backend",
          spec.get().protocolName(),
          reason);
    }
  }

  @Override
  public void encrypted(String wayOut) {
    if (encryptions.isNew("tls")) {
      log.warn(
          "{}: a client and the backend switched to TLS, of which rules see only turns of bytes"
              + " (expected, for all of protocol {}: {}); logged only once",
          name,
          spec.get().protocolName(),
          wayOut);
    }
  }

  @Override
  public void beginsWithTls(long nanoTime) {
    unexpectedTls.say(
        nanoTime,
        more ->
            log.warn(
                "{}: a client begins with TLS, and protocol {} is plain text here (expected: a"
                    + " client without TLS; or --listen-tls auto, which ends TLS here; or"
                    + " --protocol tls, which passes it on and sees only handshakes){}",
                name,
                spec.get().protocolName(),
                more));
  }

  @Override
  public void circled(long nanoTime, String reason) {
    circling.say(nanoTime, more -> log.warn("{}: {}{}", name, reason, more));
  }

  @Override
  public void starved(long nanoTime) {
    starved.run();
    starving.say(
        nanoTime,
        more ->
            log.warn(
                "{}: cannot connect to the backend for the moment: Too many open files; trying"
                    + " again{}",
                name,
                more));
  }

  @Override
  public void crowded(long nanoTime, Trouble trouble) {
    crowding.say(
        nanoTime,
        more -> log.warn("{}: a client was turned away: {}{}", name, trouble.reason(), more));
  }

  @Override
  public void notConnected(EventLoop loop, Address backend, Trouble trouble) {
    reachability.failed(loop, backend, trouble);
  }
}
