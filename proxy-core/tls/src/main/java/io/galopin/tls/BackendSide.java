package io.galopin.tls;

import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.tls.certificate.Leaf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The backend's side of a proxy, where Galopin is the client. Two are equal if they are configured
 * alike. Thread-safe.
 */
public final class BackendSide implements BackendEnd {

  private final BackendTls settings;
  private final Suites suites;
  private final Optional<Reloaded<Leaf>> own;
  private final Optional<Reloaded<X509ExtendedTrustManager>> given;
  private final X509ExtendedTrustManager trust;
  private final Contexts<List<String>> contexts = new Contexts<>("backend", this::builder);

  BackendSide(
      BackendTls settings,
      Supplier<X509ExtendedTrustManager> java,
      Passwords passwords,
      LongSupplier clock) {
    this.settings = settings;
    this.suites = Suites.of(settings.versions(), settings.ciphers());
    settings.serverName().ifPresent(BackendSide::checkName);
    KeyFiles files = new KeyFiles(passwords);
    this.own =
        settings
            .keys()
            .map(
                keys ->
                    new Reloaded<>(KeyFiles.of(keys), () -> files.read(keys), this::forget, clock));
    this.given = given(passwords, clock);
    this.trust = trust(java);
    contexts.get(List.of());
  }

  private static void checkName(String name) {
    if (!isAddress(name) && hostName(name).isEmpty()) {
      throw new TlsConfigException(
          "server-name: " + name + " (expected: a host name such as api.example.com)");
    }
  }

  /** Read in any case, so that verify = off hides no mistake. */
  private Optional<Reloaded<X509ExtendedTrustManager>> given(
      Passwords passwords, LongSupplier clock) {
    TrustFiles files = new TrustFiles(passwords);
    return settings
        .trust()
        .map(
            it ->
                new Reloaded<>(
                    TrustFiles.of(it), () -> files.read("trust", it), this::forget, clock));
  }

  private X509ExtendedTrustManager trust(Supplier<X509ExtendedTrustManager> java) {
    if (!settings.verify()) {
      return new AnyTrust();
    }
    return given.<X509ExtendedTrustManager>map(FreshTrust::new).orElseGet(java);
  }

  private void forget() {
    contexts.clear();
  }

  /** What this was made from. */
  public BackendTls settings() {
    return settings;
  }

  @Override
  public boolean atOnce() {
    return settings.begin() == Begin.AT_ONCE;
  }

  @Override
  public Optional<Duration> handshakeTimeout() {
    return settings.handshakeTimeout();
  }

  @Override
  public SslHandler newHandler(ByteBufAllocator allocator, Address backend, List<String> alpn) {
    // Sessions that are resumed do not ask for keys or trust.
    own.ifPresent(it -> it.lookSoon(contexts.tasks()));
    given.ifPresent(it -> it.lookSoon(contexts.tasks()));
    String host = settings.serverName().orElse(backend.host()).replaceFirst("%.*$", "");
    SslHandler handler =
        contexts
            .get(List.copyOf(alpn))
            .newHandler(allocator, host, Math.max(0, backend.port()), contexts.tasks());
    SSLParameters parameters = handler.engine().getSSLParameters();
    // Java itself sends no name without a dot.
    hostName(host).ifPresent(name -> parameters.setServerNames(List.of(name)));
    handler.engine().setSSLParameters(parameters);
    return handler;
  }

  private static Optional<SNIHostName> hostName(String host) {
    if (isAddress(host) || host.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SNIHostName(host.replaceFirst("\\.$", "")));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static boolean isAddress(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  private SslContextBuilder builder(List<String> alpn) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .trustManager(trust)
            .endpointIdentificationAlgorithm(settings.verify() ? "HTTPS" : "");
    own.ifPresent(keys -> builder.keyManager(new OneKey(engine -> keys.get())));
    return Contexts.with(builder, suites, alpn, SelectorFailureBehavior.NO_ADVERTISE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BackendSide that && that.settings.equals(settings);
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
