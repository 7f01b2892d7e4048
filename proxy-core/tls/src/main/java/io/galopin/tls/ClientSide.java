package io.galopin.tls;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.tls.certificate.Hosts;
import io.galopin.tls.certificate.Leaf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The client's side of a proxy, where Galopin is the server. Two are equal if they are configured
 * alike. Thread-safe.
 */
public final class ClientSide implements ClientEnd {

  /** Of these, one is chosen that the client did not offer. */
  private static final List<String> OTHERS = List.of("http/1.1", "h2", "http/1.0", "other");

  private final ListenTls settings;
  private final String listenHost;
  private final Suites suites;
  private final Leaves leaves;
  private final Optional<Reloaded<Leaf>> own;
  private final FreshTrust trust;
  private final Contexts<Key> contexts = new Contexts<>("listen", this::builder);

  /** What contexts differ in. */
  private record Key(HandshakeChange change, List<String> alpn) {}

  ClientSide(
      ListenTls settings, Address listen, Leaves leaves, Passwords passwords, LongSupplier clock) {
    this.settings = settings;
    this.listenHost = listen.host();
    this.suites = Suites.of(settings.versions(), settings.ciphers());
    this.leaves = leaves;
    this.own = own(passwords, clock);
    this.trust = new FreshTrust(trusted(passwords, clock));
    if (own.isEmpty()) {
      leaves.get(new Leaves.Wanted(Hosts.local(listenHost), Optional.empty()));
    }
    // So that what is wrong is found now, and classes are loaded.
    contexts.get(new Key(HandshakeChange.NONE, List.of()));
  }

  private Optional<Reloaded<Leaf>> own(Passwords passwords, LongSupplier clock) {
    if (settings.keys() instanceof Keys.Auto) {
      return Optional.empty();
    }
    KeyFiles files = new KeyFiles(passwords);
    return Optional.of(
        new Reloaded<>(
            KeyFiles.of(settings.keys()), () -> files.read(settings.keys()), this::forget, clock));
  }

  private Supplier<X509ExtendedTrustManager> trusted(Passwords passwords, LongSupplier clock) {
    if (settings.clients() == ClientCertificate.NONE) {
      X509ExtendedTrustManager nobody = TrustFiles.of(List.of());
      return () -> nobody;
    }
    if (settings.clientTrust().isEmpty()) {
      throw new TlsConfigException(
          "client-certificate: "
              + settings.clients().name().toLowerCase(Locale.ROOT)
              + " without client-trust (expected: client-trust, with who signs those of clients)");
    }
    Trust given = settings.clientTrust().get();
    TrustFiles files = new TrustFiles(passwords);
    return new Reloaded<>(
        TrustFiles.of(given), () -> files.read("client-trust", given), this::forget, clock);
  }

  /** Sessions of before are not resumed after keys or trust have changed. */
  private void forget() {
    contexts.clear();
  }

  /** What this was made from. */
  public ListenTls settings() {
    return settings;
  }

  @Override
  public SslHandler newHandler(
      ByteBufAllocator allocator, Address backend, List<String> alpn, HandshakeChange change) {
    boolean none = change.alpn().filter(HandshakeChange.Alpn.NONE::equals).isPresent();
    boolean other = change.alpn().filter(HandshakeChange.Alpn.OTHER::equals).isPresent();
    List<String> offered = other && alpn.isEmpty() ? OTHERS : alpn;
    Key key = new Key(change, none ? List.of() : List.copyOf(offered));
    // To an engine of a server its peer's host means nothing; here it is the backend's.
    SslHandler handler =
        contexts
            .get(key)
            .newHandler(allocator, backend.host(), Math.max(0, backend.port()), contexts.tasks());
    if (isJavas(change)) {
      OneHandshake.only(handler.engine());
    }
    if (other) {
      handler
          .engine()
          .setHandshakeApplicationProtocolSelector((engine, names) -> notOffered(names));
    }
    return handler;
  }

  private static String notOffered(List<String> names) {
    List<String> others = new ArrayList<>(OTHERS);
    others.removeAll(names);
    return others.isEmpty() ? "another" : others.get(0);
  }

  private SslContextBuilder builder(Key key) {
    HandshakeChange change = key.change();
    OneKey keys = new OneKey(engine -> chosen(engine, change.certificate()));
    SslContextBuilder builder =
        SslContextBuilder.forServer(keys)
            .trustManager(trust)
            .clientAuth(
                switch (settings.clients()) {
                  case NONE -> ClientAuth.NONE;
                  case REQUESTED -> ClientAuth.OPTIONAL;
                  case REQUIRED -> ClientAuth.REQUIRE;
                });
    Contexts.with(builder, suites.only(change.version()), key.alpn());
    return isJavas(change) ? builder.sslProvider(SslProvider.JDK) : builder;
  }

  /** Only Java's own lets one choose a protocol that was not offered. */
  private static boolean isJavas(HandshakeChange change) {
    return Provider.chosen() == SslProvider.JDK || change.alpn().isPresent();
  }

  /** Called in delegated tasks. */
  private Leaf chosen(SSLEngine engine, Optional<BadCertificate> flaw) {
    if (own.isPresent()) {
      Leaf mine = own.get().get();
      if (flaw.isEmpty()) {
        return mine;
      }
      if (flaw.get() == BadCertificate.MISSING_INTERMEDIATE && mine.chain().size() > 1) {
        return new Leaf(mine.chain().subList(0, 1), mine.key(), mine.renewal());
      }
    }
    return leaves.get(new Leaves.Wanted(asked(engine), flaw));
  }

  private Hosts asked(SSLEngine engine) {
    if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName each : session.getRequestedServerNames()) {
        if (each instanceof SNIHostName name) {
          Optional<Hosts> asked = Hosts.asked(name.getAsciiName());
          if (asked.isPresent()) {
            return asked.get();
          }
        }
      }
    }
    String backend = engine.getPeerHost();
    return Hosts.local(listenHost, backend == null ? "" : backend);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientSide that && that.settings.equals(settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
