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

/** What a connection needs of its proxy. Thread-safe. */
public interface ConnectionOwner extends ExchangeOwner {

  /** The proxy's name. */
  String proxy();

  /** What the proxy is now. */
  ConnectionSpec spec();

  /** What is known of a client that was just accepted; on its event loop. */
  default ConnectionFacts facts(long ordinal, Channel accepted) {
    EventLoop loop = accepted.eventLoop();
    return new ConnectionFacts(
        proxy(),
        ordinal,
        accepted.remoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null,
        loop,
        loop.ticker().nanoTime(),
        draws(),
        memory());
  }

  /** Writes into the journal what happens on one connection. */
  default Recorder recorder(long ordinal, ProxyMeter meter) {
    return new Recorder(journal(), failures(), this::refused, meter, proxy(), ordinal);
  }

  List<ToxicSpec> toxics();

  Draws draws();

  Journal journal();

  PluginFailures failures();

  /** What an event loop of the engine does. */
  Pulse pulse(EventLoop loop);

  HeldMemory memory();

  ProxyMeter meter();

  Places places();

  Dialer.Resolver resolver();

  Class<? extends Channel> socket();

  Map<ChannelOption<?>, Object> socketOptions();

  /** The backend was reached. */
  void connected(EventLoop loop, Address backend);

  /** The backend was not reached. */
  void notConnected(EventLoop loop, Address backend, Trouble trouble);

  /** There was no place among the connections to the backend in time. */
  void crowded(long nanoTime, Trouble trouble);

  /** The sockets that lead from one proxy to another. */
  OwnDials ownDials();

  /**
   * What was sent is not of the protocol.
   *
   * @param from who sent it
   * @param reason a sentence without bytes from a peer
   */
  void refused(Direction from, String reason);

  /** A client was refused that had come from this proxy, on a way that is told. */
  void circled(long nanoTime, String reason);

  /** There is no descriptor left for a socket to the backend. */
  void starved(long nanoTime);
}
