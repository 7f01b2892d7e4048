package io.galopin.testkit;

import io.galopin.api.Direction;
import io.galopin.api.Protocol;
import io.galopin.api.Trouble;
import io.galopin.engine.connection.ConnectionOwner;
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
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trouble.PluginFailures;
import io.galopin.testbed.VirtualSocket;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The proxy of an {@link EngineConnection}, which is its only connection. */
final class TestProxy implements ConnectionOwner {

  static final String NAME = "test";

  private static final int ENTRIES = 1_000;
  private static final long HELD_PER_LINK = 64L << 20;
  private static final long HELD_IN_ALL = 512L << 20;

  private final ConnectionSpec spec;
  private final Draws draws;
  private final Map<ChannelOption<?>, Object> socketOptions;
  private final Journal journal = new Journal(Clock.systemUTC(), ENTRIES);
  private final PluginFailures failures = new PluginFailures();
  private final Pulse pulse = new Pulse();
  private final HeldMemory memory = new HeldMemory(HELD_PER_LINK, HELD_IN_ALL);
  private final Places places = new Places(OptionalInt.empty(), Duration.ZERO);
  private final OwnDials ownDials = new OwnDials();
  private final ExchangeListeners listeners = new ExchangeListeners();
  private RuleSet rules = RuleSet.none();
  private List<ToxicSpec> toxics = List.of();
  private @Nullable String refused;

  /**
   * A proxy without rules and toxics.
   *
   * @param stack the layers from the socket up, and then the protocol
   * @param backend receives the socket to the backend
   */
  TestProxy(
      List<Made<Protocol>> stack,
      long seed,
      ByteBufAllocator allocator,
      Consumer<VirtualSocket> backend) {
    spec =
        new ConnectionSpec(
            NAME,
            stack,
            new Address("backend.example", 80),
            Duration.ofSeconds(1),
            Optional.empty());
    draws = Draws.of(seed, NAME);
    socketOptions = Map.of(ChannelOption.ALLOCATOR, allocator, VirtualSocket.NETWORK, backend);
  }

  void rules(RuleSet changed) {
    rules = changed;
  }

  void toxics(List<ToxicSpec> changed) {
    toxics = changed;
  }

  /** Why the protocol refused bytes, if it did. Of several reasons, returns the first. */
  Optional<String> refused() {
    return Optional.ofNullable(refused);
  }

  @Override
  public String proxy() {
    return NAME;
  }

  @Override
  public ExchangeListeners listeners() {
    return listeners;
  }

  @Override
  public ConnectionSpec spec() {
    return spec;
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
  public List<ToxicSpec> toxics() {
    return toxics;
  }

  @Override
  public Draws draws() {
    return draws;
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
  public void exchange() {}

  @Override
  public void beginsWithTls(long nanoTime) {}

  @Override
  public void encrypted(String wayOut) {}

  @Override
  public Places places() {
    return places;
  }

  @Override
  public Dialer.Resolver resolver() {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), spec.upstream().port());
    return (loop, name) -> loop.newSucceededFuture(List.of(address));
  }

  @Override
  public Class<? extends Channel> socket() {
    return VirtualSocket.class;
  }

  @Override
  public Map<ChannelOption<?>, Object> socketOptions() {
    return socketOptions;
  }

  @Override
  public OwnDials ownDials() {
    return ownDials;
  }

  @Override
  public void refused(Direction from, String reason) {
    if (refused == null) {
      refused = reason;
    }
  }

  @Override
  public void connected(EventLoop loop, Address backend) {}

  @Override
  public void notConnected(EventLoop loop, Address backend, Trouble trouble) {}

  @Override
  public void crowded(long nanoTime, Trouble trouble) {}

  @Override
  public void circled(long nanoTime, String reason) {}

  @Override
  public void starved(long nanoTime) {}
}
