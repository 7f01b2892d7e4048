package io.galopin.engine.tls;

import io.galopin.api.OptionException;
import io.galopin.api.TlsUpgrade;
import java.util.Set;

/**
 * Which sides of a proxy's connections begin TLS in the middle of a conversation, where the
 * protocol says so. All others begin it with the connection, if they speak it.
 *
 * @param client the client's side
 * @param backend the backend's side
 */
public record LaterTls(boolean client, boolean backend) {

  /** TLS begins with the connection, if at all. */
  public static final LaterTls NONE = new LaterTls(false, false);

  private static final String AT_ONCE = "begin=at-once, if TLS is to begin with the connection";

  /**
   * Returns which sides begin TLS later.
   *
   * @param able what the protocol is able to do
   */
  public static LaterTls of(TlsEnds ends, Set<TlsUpgrade> able) {
    if (able.isEmpty()) {
      return NONE;
    }
    return new LaterTls(
        ends.client().filter(end -> !end.atOnce()).isPresent(),
        ends.backend().filter(end -> !end.atOnce()).isPresent());
  }

  /** Returns what becomes of a client's wish for TLS. */
  public TlsUpgrade upgrade() {
    if (!client) {
      return TlsUpgrade.PASSES;
    }
    return backend ? TlsUpgrade.AGREED : TlsUpgrade.ANSWERED;
  }

  /**
   * Checks whether a protocol can do that.
   *
   * @throws OptionException if it cannot
   */
  public void check(String protocol, Set<TlsUpgrade> able) {
    if (backend && !client) {
      throw new OptionException(
          "upstream",
          "TLS in the middle of a conversation in " + protocol,
          "TLS at the client's side (listen-tls) as well, so that the client asks for it; or "
              + AT_ONCE);
    }
    if (client && !able.contains(upgrade())) {
      throw new OptionException(
          "listen-tls",
          "TLS in the middle of a conversation in " + protocol + ", at the client's side alone",
          "TLS at the backend's side (tls://) as well, as both agree on it; or " + AT_ONCE);
    }
  }
}
