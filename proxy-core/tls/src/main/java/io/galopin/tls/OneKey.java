package io.galopin.tls;

import io.galopin.tls.certificate.Leaf;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows one certificate in each handshake, chosen for it. Asked on the threads of delegated tasks.
 */
final class OneKey extends X509ExtendedKeyManager {

  /** Handshakes choose and fetch at once; this many may be between the two. */
  private static final int MOST = 1000;

  private final Function<SSLEngine, Leaf> choice;
  private final Recent<String, Leaf> chosen = new Recent<>(MOST);

  /**
   * @param choice may throw a {@link TlsConfigException}, which ends the handshake
   */
  OneKey(Function<SSLEngine, Leaf> choice) {
    this.choice = choice;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return choose(engine, keyType);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return choose(engine, keyTypes);
  }

  private @Nullable String choose(SSLEngine engine, String... keyTypes) {
    Leaf leaf = choice.apply(engine);
    String algorithm = leaf.key().getAlgorithm();
    for (String each : keyTypes) {
      if (each.equals(algorithm)) {
        // The same for the same certificate, which a name would not be.
        String alias = leaf.chain().get(0).getSerialNumber() + "/" + System.identityHashCode(leaf);
        chosen.put(alias, leaf);
        return alias;
      }
    }
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return leaf(alias).map(it -> it.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return leaf(alias).map(Leaf::key).orElse(null);
  }

  private Optional<Leaf> leaf(@Nullable String alias) {
    return alias == null ? Optional.empty() : chosen.find(alias);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
