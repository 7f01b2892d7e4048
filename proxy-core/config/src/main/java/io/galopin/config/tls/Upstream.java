package io.galopin.config.tls;

import io.galopin.api.OptionException;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.tls.BackendTls;
import java.util.Optional;

/**
 * Where the backend is, as a user writes it: {@code host:port}, or {@code tls://host:port} for one
 * that speaks TLS.
 *
 * @param tls whether TLS is spoken with it
 */
public record Upstream(Address address, boolean tls) {

  /** In front of an address with which TLS is spoken. */
  public static final String SCHEME = "tls://";

  private static final String SEPARATOR = "://";

  /**
   * Reads one.
   *
   * @param what the name of the option, for the error
   * @throws OptionException if {@code text} is none
   */
  public static Upstream parse(String what, String text) {
    boolean tls = isTls(text);
    if (!tls && text.contains(SEPARATOR)) {
      throw new OptionException(
          what, text, "host:port, or tls://host:port for a backend that speaks TLS");
    }
    try {
      return new Upstream(Address.parse(what, tls ? text.substring(SCHEME.length()) : text), tls);
    } catch (OptionException wrong) {
      if (tls) {
        throw new OptionException(what, text, "tls://host:port, as in tls://example.com:443");
      }
      throw wrong;
    }
  }

  /**
   * Returns the proxy with this backend. How TLS is spoken stays as it is, if it is spoken already.
   *
   * @throws io.galopin.tls.TlsConfigException if TLS cannot be spoken, with a sentence
   */
  public ProxySpec of(ProxySpec now) {
    Optional<BackendEnd> end =
        tls
            ? now.tls()
                .backend()
                .or(() -> Optional.of(ConfiguredTls.backend(BackendTls.DEFAULT, now.tls())))
            : Optional.empty();
    return now.withUpstream(address).withTls(new TlsEnds(now.tls().client(), end));
  }

  /** As it is written. */
  @Override
  public String toString() {
    return (tls ? SCHEME : "") + address;
  }

  /** Whether a text says that TLS is spoken. */
  public static boolean isTls(String text) {
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }
}
