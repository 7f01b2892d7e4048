package io.galopin.tls;

import io.galopin.engine.socket.Address;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the ends of the engine from what is configured. Thread-safe. */
public final class Tls {

  private final Leaves leaves;
  private final Passwords passwords = new Passwords(System::getenv);
  private final LongSupplier nanos;
  private @Nullable X509ExtendedTrustManager java;

  /**
   * @param store where Galopin's authority comes from, when it is first needed
   */
  public Tls(AuthorityStore store) {
    this(store, InstantSource.system(), System::nanoTime);
  }

  /**
   * @param stateFolder where Galopin's authority is kept, or made when it is first needed
   */
  public Tls(Path stateFolder) {
    this(AuthorityStore.in(stateFolder));
  }

  Tls(AuthorityStore store, InstantSource clock, LongSupplier nanos) {
    this.leaves = new Leaves(store, clock);
    this.nanos = nanos;
  }

  /** Who speaks TLS: OpenSSL if {@code netty-tcnative} is on the class path, otherwise Java. */
  public static SslProvider provider() {
    return Provider.chosen();
  }

  /** Returns who speaks TLS, in words for a log. */
  public static String providerName() {
    return Provider.name();
  }

  /**
   * Returns how the client's side of a proxy speaks TLS. Reads files and makes keys, so not for an
   * event loop.
   *
   * @param listen where the proxy listens; its host is in certificates for clients that name no
   *     server
   * @throws TlsConfigException if it cannot, with a sentence
   */
  public ClientSide at(ListenTls settings, Address listen) {
    return new ClientSide(settings, listen, leaves, passwords, nanos);
  }

  /**
   * Returns how the backend's side of a proxy speaks TLS. Reads files, so not for an event loop.
   *
   * @throws TlsConfigException if it cannot, with a sentence
   */
  public BackendSide toward(BackendTls settings) {
    return new BackendSide(settings, this::java, passwords, nanos);
  }

  /** Java's own list, read once. */
  private synchronized X509ExtendedTrustManager java() {
    X509ExtendedTrustManager read = java;
    if (read == null) {
      read = TrustFiles.ofJava();
      java = read;
    }
    return read;
  }
}
