package io.galopin.tls;

import io.galopin.api.BadCertificate;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.tls.certificate.Hosts;
import io.galopin.tls.certificate.Leaf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The client's side of a proxy, where Galopin is the server. Two are equal if they are configured
 * alike. Thread-safe.
 */
public final class ClientSide implements ClientEnd {

  /** No client offers it. */
  private static final List<String> OTHER = List.of("x-galopin-other");

  /** Without it, Java would read its own list for each context. */
  private static final FreshTrust NOBODY = new FreshTrust(() -> TrustFiles.of(List.of()));

  /** What a rehearsal is for, classes that are loaded, is one for the process. */
  private static final AtomicBoolean REHEARSED = new AtomicBoolean();

  private final ListenTls settings;
  private final String listenHost;
  private final Suites suites;
  private final Supplier<Leaves> leaves;
  private final Optional<Reloaded<Leaves>> given;
  private final Optional<Reloaded<Leaf>> own;
  private final Optional<Reloaded<X509ExtendedTrustManager>> clientTrust;
  private final Contexts<Key> contexts = new Contexts<>("listen", this::builder);

  /** What contexts differ in. */
  private record Key(HandshakeChange change, List<String> alpn) {}

  ClientSide(
      ListenTls settings, Address listen, Leaves leaves, Passwords passwords, LongSupplier clock) {
    this.settings = settings;
    this.listenHost = listen.host();
    this.suites = Suites.of(settings.versions(), settings.ciphers());
    this.given = given(leaves, passwords, clock);
    this.leaves = given.<Supplier<Leaves>>map(it -> it).orElse(() -> leaves);
    this.own = own(passwords, clock);
    this.clientTrust = clientTrust(passwords, clock);
    if (own.isEmpty()) {
      this.leaves.get().get(new Leaves.Wanted(Hosts.local(listenHost), Optional.empty()));
    }
    // So that what is wrong is found now, and classes are loaded.
    Key usual = new Key(HandshakeChange.NONE, List.of());
    contexts.get(usual);
    if (Provider.isJava() && !REHEARSED.getAndSet(true)) {
      contexts
          .tasks()
          .execute(() -> Rehearsal.of(() -> contexts.makeApart(usual), suites.versions()));
    }
  }

  /** What an authority signs that is not Galopin's own. */
  private Optional<Reloaded<Leaves>> given(Leaves usual, Passwords passwords, LongSupplier clock) {
    return settings
        .authority()
        .map(
            keys ->
                new Reloaded<>(
                    KeyFiles.of(keys), () -> usual.of(keys, passwords), this::forget, clock));
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

  private Optional<Reloaded<X509ExtendedTrustManager>> clientTrust(
      Passwords passwords, LongSupplier clock) {
    if (settings.clients() == ClientCertificate.NONE) {
      return Optional.empty();
    }
    Trust given =
        settings
            .clientTrust()
            .orElseThrow(
                () ->
                    new TlsConfigException(
                        "client-certificate: "
                            + settings.clients().name().toLowerCase(Locale.ROOT)
                            + " without client-trust"
                            + " (expected: client-trust, with who signs those of clients)"));
    TrustFiles files = new TrustFiles(passwords);
    return Optional.of(
        new Reloaded<>(
            TrustFiles.of(given), () -> files.read("client-trust", given), this::forget, clock));
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
  public boolean atOnce() {
    return settings.begin() == Begin.AT_ONCE;
  }

  @Override
  public Duration handshakeTimeout() {
    return settings.handshakeTimeout().orElseGet(ClientEnd.super::handshakeTimeout);
  }

  @Override
  public SslHandler newHandler(
      ByteBufAllocator allocator, Address backend, List<String> alpn, HandshakeChange change) {
    // Sessions that are resumed do not ask for keys or trust.
    own.ifPresent(it -> it.lookSoon(contexts.tasks()));
    given.ifPresent(it -> it.lookSoon(contexts.tasks()));
    clientTrust.ifPresent(it -> it.lookSoon(contexts.tasks()));
    // To an engine of a server its peer's host means nothing; here it is the backend's.
    SslHandler handler =
        contexts
            .get(new Key(change, protocols(alpn, change)))
            .newHandler(allocator, backend.host(), Math.max(0, backend.port()), contexts.tasks());
    if (Provider.isJava() || isOther(change)) {
      OneHandshake.only(handler.engine());
    }
    return handler;
  }

  private static List<String> protocols(List<String> alpn, HandshakeChange change) {
    if (change.alpn().isEmpty()) {
      return List.copyOf(alpn);
    }
    return switch (change.alpn().get()) {
      case NONE -> List.of();
      case OTHER -> OTHER;
    };
  }

  private SslContextBuilder builder(Key key) {
    HandshakeChange change = key.change();
    OneKey keys = new OneKey(engine -> chosen(engine, change.certificate()));
    SslContextBuilder builder =
        SslContextBuilder.forServer(keys)
            .trustManager(clientTrust.map(FreshTrust::new).orElse(NOBODY))
            .clientAuth(
                switch (settings.clients()) {
                  case NONE -> ClientAuth.NONE;
                  case REQUESTED -> ClientAuth.OPTIONAL;
                  case REQUIRED -> ClientAuth.REQUIRE;
                });
    boolean refuses = isOther(change);
    Contexts.with(
        builder,
        suites.only(change.version()),
        key.alpn(),
        refuses ? SelectorFailureBehavior.FATAL_ALERT : SelectorFailureBehavior.NO_ADVERTISE);
    return refuses ? builder.sslProvider(SslProvider.JDK) : builder;
  }

  /** Only Java's TLS can end a handshake for that. */
  private static boolean isOther(HandshakeChange change) {
    return change.alpn().filter(HandshakeChange.Alpn.OTHER::equals).isPresent();
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
    return leaves.get().get(new Leaves.Wanted(asked(engine), flaw));
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

  /** Returns what shows the same certificates in a server that speaks TLS by itself. */
  public X509ExtendedKeyManager keyManager() {
    return new OneKey(engine -> chosen(engine, Optional.empty()));
  }

  /** Returns what decides about the certificates of clients in such a server. */
  public X509ExtendedTrustManager trustManager() {
    return clientTrust.map(FreshTrust::new).orElse(NOBODY);
  }

  /** Whether {@link Tls#at} would make an equal one. */
  public boolean isMadeFrom(ListenTls others, Address listen) {
    return settings.equals(others) && listenHost.equals(listen.host());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientSide that
        && that.settings.equals(settings)
        && that.listenHost.equals(listenHost);
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
