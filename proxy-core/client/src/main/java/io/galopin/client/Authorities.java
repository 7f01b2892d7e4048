package io.galopin.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes contexts that trust the authorities in a file. */
final class Authorities {

  private Authorities() {}

  /**
   * Returns a context that trusts only these.
   *
   * @param file certificates in PEM
   * @throws GalopinException if there is none, or the file cannot be read
   */
  static SSLContext context(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new GalopinException(file + ": no certificate (expected: at least one, in PEM)");
      }
      return trusting(all);
    } catch (CertificateException wrong) {
      throw new GalopinException(file + ": " + wrong.getMessage() + " (expected: PEM)", wrong);
    } catch (IOException unreadable) {
      throw new GalopinException(
          file + ": " + unreadable + " (expected: a file with certificates in PEM)", unreadable);
    }
  }

  private static SSLContext trusting(Collection<? extends Certificate> all) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : all) {
        store.setCertificateEntry("authority-" + store.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
