package io.galopin.junit;

import io.galopin.embed.Galopin;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Makes this JVM trust Galopin's authority, beside whom it trusts already, for as long as a proxy
 * needs it. What was is put back with the last of them. Thread-safe.
 */
// JUnit before 5.13 closes only a CloseableResource; later versions close any AutoCloseable.
@SuppressWarnings("deprecation")
final class TrustedHere implements Store.CloseableResource, AutoCloseable {

  private static final Namespace NAMESPACE = Namespace.create(TrustedHere.class);

  private static int users;
  private static @Nullable SSLContext before;
  private static @Nullable SSLSocketFactory factoryBefore;

  private TrustedHere() {}

  /** Trusts it from now until {@code owner} ends. */
  static void until(ExtensionContext owner, Galopin galopin) {
    owner
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            owner.getUniqueId(),
            first -> {
              begin(galopin);
              return new TrustedHere();
            },
            TrustedHere.class);
  }

  private static synchronized void begin(Galopin galopin) {
    if (users == 0) {
      try {
        before = SSLContext.getDefault();
      } catch (NoSuchAlgorithmException broken) {
        throw new IllegalStateException(broken);
      }
      factoryBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
      SSLContext both = galopin.sslContext();
      SSLContext.setDefault(both);
      HttpsURLConnection.setDefaultSSLSocketFactory(both.getSocketFactory());
    }
    users++;
  }

  @Override
  public void close() {
    synchronized (TrustedHere.class) {
      users--;
      if (users == 0 && before != null && factoryBefore != null) {
        SSLContext.setDefault(before);
        HttpsURLConnection.setDefaultSSLSocketFactory(factoryBefore);
        before = null;
        factoryBefore = null;
      }
    }
  }
}
