package io.galopin.engine.exchange;

import io.galopin.api.Pairing;
import io.galopin.api.Request;
import io.galopin.api.TlsUpgrade;
import io.galopin.engine.socket.Address;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one connection as its sessions see them. Used only on the connection's event
 * loop.
 *
 * @param backend the backend's address
 * @param tlsUpgrade what becomes of a client's wish for TLS
 */
record ExchangePairing(Exchanges exchanges, Address backend, TlsUpgrade tlsUpgrade)
    implements Pairing {

  /** The same without TLS of Galopin's own. */
  ExchangePairing(Exchanges exchanges, Address backend) {
    this(exchanges, backend, TlsUpgrade.PASSES);
  }

  @Override
  public @Nullable Request answered() {
    ActiveExchange exchange = exchanges.atBackend();
    return exchange == null ? null : exchange.request();
  }

  @Override
  public boolean probed() {
    ActiveExchange exchange = exchanges.atBackend();
    return exchange != null && exchange.requestCourse().isProbed();
  }

  @Override
  public boolean replyForwarded() {
    ActiveExchange newest = exchanges.newest();
    return newest != null && newest.replyCourse().isForwarded();
  }

  @Override
  public boolean settled() {
    return exchanges.settled();
  }

  @Override
  public boolean payloadMatters() {
    ActiveExchange exchange = exchanges.atBackend();
    ReplyShape shape = exchange == null ? null : exchange.replyCourse().shape();
    return shape != null && shape.payloadMatters();
  }

  @Override
  public String upstream() {
    return backend.toString();
  }
}
