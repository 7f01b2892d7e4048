package io.galopin.protocol.memcache;

import io.galopin.api.Behavior;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.testkit.sockets.SocketProxy;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** An engine with one proxy that speaks Memcache, on a free port. */
final class Stand extends SocketProxy {

  /** Opens a proxy that lets everything pass. */
  Stand(Address upstream, long seed) {
    super(seed, "cache", upstream, new MemcacheProtocolFactory(), Map.of(), RuleSet.none());
  }

  /** Lets {@code behavior} act on a percentage of the exchanges from now on. */
  Stand with(int percent, Behavior behavior) {
    Map<String, BigDecimal> percents = Map.of("error", BigDecimal.valueOf(percent));
    return with(RuleSet.of(Mix.of(percents, name -> behavior)));
  }

  /** Sets these rules. */
  Stand with(RuleSet rules) {
    setRules(rules);
    return this;
  }

  /** Lets everything pass from now on. */
  void passAll() {
    with(RuleSet.none());
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }
}
