package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.Protocol;
import io.galopin.api.Trouble;
import io.galopin.engine.dial.Dialer;
import io.galopin.engine.dial.Places;
import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.loop.OwnDials;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.rule.Draws;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trouble.PluginFailures;
import io.galopin.testbed.VirtualSocket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What its proxy is to a connection on virtual time; notes what it is told. */
final class VirtualProxy implements ConnectionOwner {

  RuleSet rules = RuleSet.none();
  List<ToxicSpec> toxics = List.of();
  List<Made<Protocol>> layers = List.of();
  TlsEnds tls = TlsEnds.NONE;
  Optional<Duration> idleTimeout = Optional.empty();
  Places places = new Places(OptionalInt.empty(), Duration.ofSeconds(1));

  /** Connects the sockets to the backend, or does not. */
  Consumer<VirtualSocket> network = VirtualSocket::connected;

  /** What it was told, in order. */
  final List<String> told = new ArrayList<>();

  final ExchangeListeners listeners = new ExchangeListeners();

  private final Protocol protocol;
  private final Journal journal = new Journal(Clock.systemUTC(), 1_000);
  private final HeldMemory memory = new HeldMemory(1 << 20, 1 << 22);
  private final OwnDials ownDials = new OwnDials();
  private final PluginFailures failures = new PluginFailures();
  private final Pulse pulse = new Pulse();

  VirtualProxy(Protocol protocol) {
    this.protocol = protocol;
  }

  @Override
  public String proxy() {
    return "web";
  }

  @Override
  public ConnectionSpec spec() {
    List<Made<Protocol>> stack = new ArrayList<>(layers);
    stack.add(Made.of("line", protocol));
    return new ConnectionSpec(
        "web", stack, new Address("127.0.0.1", 80), tls, Duration.ofSeconds(10), idleTimeout);
  }

  @Override
  public RuleSet rules() {
    return rules;
  }

  @Override
  public @Nullable Identities identities() {
    return null;
  }

  @Override
  public void exchange() {
    told.add("exchange");
  }

  @Override
  public ExchangeListeners listeners() {
    return listeners;
  }

  @Override
  public void encrypted(String wayOut) {
    told.add("encrypted: " + wayOut);
  }

  @Override
  public List<ToxicSpec> toxics() {
    return toxics;
  }

  @Override
  public Draws draws() {
    return Draws.of(1, "web");
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public PluginFailures failures() {
    return failures;
  }

  @Override
  public Pulse pulse(EventLoop loop) {
    return pulse;
  }

  @Override
  public HeldMemory memory() {
    return memory;
  }

  @Override
  public ProxyMeter meter() {
    return ProxyMeter.NONE;
  }

  @Override
  public Places places() {
    return places;
  }

  @Override
  public Dialer.Resolver resolver() {
    return (loop, address) -> loop.newSucceededFuture(List.of());
  }

  @Override
  public Class<? extends Channel> socket() {
    return VirtualSocket.class;
  }

  @Override
  public Map<ChannelOption<?>, Object> socketOptions() {
    return Map.of(VirtualSocket.NETWORK, network);
  }

  @Override
  public void connected(EventLoop loop, Address backend) {
    told.add("connected");
  }

  @Override
  public void notConnected(EventLoop loop, Address backend, Trouble trouble) {
    told.add("not connected");
  }

  @Override
  public void crowded(long nanoTime, Trouble trouble) {
    told.add("crowded");
  }

  @Override
  public OwnDials ownDials() {
    return ownDials;
  }

  @Override
  public void refused(Direction from, String reason) {
    told.add("refused " + from + ": " + reason);
  }

  @Override
  public void circled(long nanoTime, String reason) {
    told.add("circled");
  }

  @Override
  public void starved(long nanoTime) {
    told.add("starved");
  }
}
