package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.Trouble;
import io.galopin.engine.dial.Dialer;
import io.galopin.engine.dial.Places;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.exchange.ExchangeOwner;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.loop.OwnDials;
import io.galopin.engine.loop.Pulse;
import io.galopin.engine.rule.Draws;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trouble.PluginFailures;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** What a connection needs from its proxy. Thread-safe. */
public interface ConnectionOwner extends ExchangeOwner {

  /** Returns the proxy's name. */
  String proxy();

  /** Returns the current configuration of the proxy. */
  ConnectionSpec spec();

  /** Returns the facts about a client that was just accepted. Called on its event loop. */
  default ConnectionFacts facts(long ordinal, Channel accepted) {
    EventLoop loop = accepted.eventLoop();
    return new ConnectionFacts(
        proxy(),
        ordinal,
        accepted.remoteAddress() instanceof InetSocketAddress address ? address : null,
        loop,
        loop.ticker().nanoTime(),
        draws(),
        memory());
  }

  /** Returns a recorder that writes the events of one connection into the journal. */
  default Recorder recorder(long ordinal, ProxyMeter meter) {
    return new Recorder(journal(), failures(), this::refused, meter, proxy(), ordinal);
  }

  List<ToxicSpec> toxics();

  Draws draws();

  Journal journal();

  PluginFailures failures();

  /** Returns the pulse of an event loop of the engine. */
  Pulse pulse(EventLoop loop);

  HeldMemory memory();

  ProxyMeter meter();

  Places places();

  Dialer.Resolver resolver();

  Class<? extends Channel> socket();

  Map<ChannelOption<?>, Object> socketOptions();

  /** Called when the backend was reached. */
  void connected(EventLoop loop, Address backend);

  /** Called when the backend was not reached. */
  void notConnected(EventLoop loop, Address backend, Trouble trouble);

  /** Called when no place among the connections to the backend became free in time. */
  void crowded(long nanoTime, Trouble trouble);

  /** Returns the sockets that lead from one proxy to another. */
  OwnDials ownDials();

  /**
   * Called when bytes violate the protocol.
   *
   * @param from the direction of the bytes
   * @param reason a sentence without bytes from a peer
   */
  void refused(Direction from, String reason);

  /**
   * Called when a client was refused because it came from this proxy; {@code reason} names the
   * path.
   */
  void circled(long nanoTime, String reason);

  /** Called when there is no descriptor left for a socket to the backend. */
  void starved(long nanoTime);
}
