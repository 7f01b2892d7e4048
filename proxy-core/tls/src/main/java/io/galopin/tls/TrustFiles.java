package io.galopin.tls;

import io.galopin.tls.certificate.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Reads whom to trust. Throws only {@link TlsConfigException}. */
final class TrustFiles {

  private final Passwords passwords;

  TrustFiles(Passwords passwords) {
    this.passwords = passwords;
  }

  /** The files that it depends on. */
  static List<Path> of(Trust trust) {
    List<Path> files = new ArrayList<>(List.of(trust.file()));
    files.addAll(Passwords.files(trust.password()));
    return files;
  }

  /** Reads what is configured. {@code what} is the key that names the file. */
  X509ExtendedTrustManager read(String what, Trust trust) {
    List<X509Certificate> trusted = certificates(what, trust);
    if (trusted.isEmpty()) {
      throw new TlsConfigException(
          what
              + ": "
              + trust.file()
              + " holds no trusted certificate"
              + (trust.password().isPresent() ? "" : "; if it is encrypted, name its password"));
    }
    return of(trusted);
  }

  private List<X509Certificate> certificates(String what, Trust trust) {
    String text = new String(SecretFile.read(what, trust.file()), StandardCharsets.ISO_8859_1);
    if (text.contains("-----BEGIN ")) {
      try {
        return Pem.certificatesOf(text);
      } catch (IOException wrong) {
        throw new TlsConfigException(
            what + ": " + trust.file() + " is not usable: " + wrong.getMessage());
      }
    }
    KeyStore store = KeyFiles.load(what, trust.file(), trust.password().map(passwords::read));
    List<X509Certificate> trusted = new ArrayList<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        Certificate each = store.getCertificate(alias);
        if (store.isCertificateEntry(alias) && each instanceof X509Certificate certificate) {
          trusted.add(certificate);
        }
      }
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    return trusted;
  }

  /** Trusts exactly these. */
  static X509ExtendedTrustManager of(Collection<X509Certificate> trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (X509Certificate each : trusted) {
        store.setCertificateEntry(Integer.toString(number++), each);
      }
      return of(store);
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Trusts whom Java trusts: what {@code javax.net.ssl.trustStore} names, or its own list. */
  static X509ExtendedTrustManager ofJava() {
    try {
      return of((KeyStore) null);
    } catch (GeneralSecurityException wrong) {
      throw new TlsConfigException(
          "Java's own list of authorities cannot be read: "
              + wrong.getMessage()
              + " (expected: what javax.net.ssl.trustStore names, or cacerts)");
    }
  }

  private static X509ExtendedTrustManager of(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new IllegalStateException("no trust manager for X.509");
  }
}
