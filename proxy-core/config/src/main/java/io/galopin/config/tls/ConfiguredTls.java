package io.galopin.config.tls;

import io.galopin.engine.ProxySpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.tls.AuthorityStore;
import io.galopin.tls.BackendSide;
import io.galopin.tls.BackendTls;
import io.galopin.tls.ClientSide;
import io.galopin.tls.JavaContexts;
import io.galopin.tls.ListenTls;
import io.galopin.tls.Tls;
import io.galopin.tls.TlsConfigException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Makes the ends of TLS that are configured, with the authority of the user who runs this process,
 * and says what ends were made from. Reads files, so not for an event loop. Thread-safe.
 */
public final class ConfiguredTls {

  private static final AuthorityStore AUTHORITY = AuthorityStore.in(AuthorityStore.defaultFolder());
  private static final Tls TLS = new Tls(AUTHORITY);

  private ConfiguredTls() {}

  /** Returns what makes ends for the user who runs this process. */
  public static Tls ofUser() {
    return TLS;
  }

  /**
   * Returns a context of Java's that trusts whom Java trusts, and this user's authority, which is
   * made if there is none.
   *
   * @throws TlsConfigException if it cannot be read or made, with a sentence
   */
  public static SSLContext trusting() {
    return JavaContexts.trustingToo(AUTHORITY.get().root(), Optional.empty());
  }

  /**
   * Returns the client's side, the same object as before if nothing has changed.
   *
   * @param listen where the proxy listens
   * @param now what there is
   * @throws TlsConfigException if it cannot be made, with a sentence
   */
  public static ClientEnd client(ListenTls settings, Address listen, TlsEnds now) {
    return now.client()
        .filter(end -> end instanceof ClientSide made && made.isMadeFrom(settings, listen))
        .orElseGet(() -> TLS.at(settings, listen));
  }

  /**
   * Returns the backend's side, the same object as before if nothing has changed.
   *
   * @param now what there is
   * @throws TlsConfigException if it cannot be made, with a sentence
   */
  public static BackendEnd backend(BackendTls settings, TlsEnds now) {
    return now.backend()
        .filter(end -> end instanceof BackendSide made && made.settings().equals(settings))
        .orElseGet(() -> TLS.toward(settings));
  }

  /** Returns what the client's side of a proxy was made from; empty for plain text. */
  public static Optional<ListenTls> listen(ProxySpec spec) {
    return spec.tls()
        .client()
        .map(end -> end instanceof ClientSide made ? made.settings() : ListenTls.AUTO);
  }

  /** Returns what the backend's side of a proxy was made from; empty for plain text. */
  public static Optional<BackendTls> backend(ProxySpec spec) {
    return spec.tls()
        .backend()
        .map(end -> end instanceof BackendSide made ? made.settings() : BackendTls.DEFAULT);
  }

  /** Whether TLS is spoken with a backend whose certificate nobody checks. */
  public static boolean isUnverified(ProxySpec spec) {
    return backend(spec).filter(settings -> !settings.verify()).isPresent();
  }

  /**
   * Returns the fields that say how a proxy speaks TLS, as files and calls have them; none for
   * plain text, and none for what {@code tls://} says already. Files are named, and no content is
   * among it.
   */
  public static Map<String, Object> fields(ProxySpec spec) {
    Map<String, Object> fields = new LinkedHashMap<>();
    listen(spec).ifPresent(settings -> fields.put(TlsKeys.LISTEN, TlsText.of(settings)));
    backend(spec)
        .map(TlsText::of)
        .filter(settings -> !settings.isEmpty())
        .ifPresent(settings -> fields.put(TlsKeys.BACKEND, settings));
    return fields;
  }
}
