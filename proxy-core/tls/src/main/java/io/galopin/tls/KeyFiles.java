package io.galopin.tls;

import io.galopin.tls.certificate.KeyMatch;
import io.galopin.tls.certificate.Leaf;
import io.galopin.tls.certificate.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads a user's own key and certificates. Throws only {@link TlsConfigException}. */
final class KeyFiles {

  private static final String KEYSTORE = "keystore";

  private final Passwords passwords;

  KeyFiles(Passwords passwords) {
    this.passwords = passwords;
  }

  /** The files that it depends on; none for {@link Keys.Auto}. */
  static List<Path> of(Keys keys) {
    List<Path> files = new ArrayList<>();
    if (keys instanceof Keys.Pem pem) {
      files.add(pem.certificates());
      files.add(pem.key());
      files.addAll(Passwords.files(pem.password()));
    } else if (keys instanceof Keys.Pkcs12 store) {
      files.add(store.file());
      files.addAll(Passwords.files(store.password()));
    }
    return files;
  }

  Leaf read(Keys keys) {
    if (keys instanceof Keys.Pem pem) {
      return read(pem);
    }
    if (keys instanceof Keys.Pkcs12 store) {
      return read(store);
    }
    throw new TlsConfigException(
        "keys: auto is for the client's side (expected: certificate and key, or keystore)");
  }

  private Leaf read(Keys.Pem pem) {
    List<X509Certificate> chain =
        pem("certificate", pem.certificates(), Optional.empty()).certificates();
    if (chain.isEmpty()) {
      throw new TlsConfigException(
          "certificate: " + pem.certificates() + " holds no certificate in PEM");
    }
    SecretFile.checkPrivate("key", pem.key());
    List<PrivateKey> keys = pem("key", pem.key(), pem.password().map(passwords::read)).keys();
    if (keys.size() != 1) {
      throw new TlsConfigException(
          "key: " + pem.key() + " holds " + count(keys.size()) + " in PEM (expected: one)");
    }
    return checked(pem.key(), chain, keys.get(0));
  }

  private static String count(int keys) {
    return keys == 0 ? "no private key" : keys + " private keys";
  }

  /** A certificate file may hold keys, too; those are not looked at, encrypted or not. */
  private static Pem pem(String what, Path file, Optional<String> password) {
    String text = new String(SecretFile.read(what, file), StandardCharsets.ISO_8859_1);
    try {
      return what.equals("key")
          ? Pem.read(text, password)
          : new Pem(Pem.certificatesOf(text), List.of());
    } catch (IOException wrong) {
      throw new TlsConfigException(what + ": " + file + " is not usable: " + wrong.getMessage());
    }
  }

  private static Leaf checked(Path file, List<X509Certificate> chain, PrivateKey key) {
    if (!KeyMatch.fits(chain.get(0).getPublicKey(), key)) {
      throw new TlsConfigException(
          "key: "
              + file
              + " does not belong to the first certificate, "
              + chain.get(0).getSubjectX500Principal());
    }
    return new Leaf(chain, key, Instant.MAX);
  }

  private Leaf read(Keys.Pkcs12 store) {
    SecretFile.checkPrivate(KEYSTORE, store.file());
    String password = store.password().map(passwords::read).orElse("");
    try {
      KeyStore loaded = load(KEYSTORE, store.file(), Optional.of(password));
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(loaded.aliases())) {
        if (loaded.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw new TlsConfigException(
            KEYSTORE + ": " + store.file() + " holds " + count(keys.size()) + " (expected: one)");
      }
      PrivateKey key = (PrivateKey) loaded.getKey(keys.get(0), password.toCharArray());
      List<X509Certificate> chain =
          Arrays.stream(loaded.getCertificateChain(keys.get(0)))
              .map(X509Certificate.class::cast)
              .toList();
      return checked(store.file(), chain, key);
    } catch (GeneralSecurityException | ClassCastException wrong) {
      throw new TlsConfigException(
          KEYSTORE + ": " + store.file() + ": its key cannot be read; the password may be another");
    }
  }

  /**
   * Loads a store.
   *
   * @param password if empty, certificates that are not encrypted are read, unchecked
   */
  static KeyStore load(String what, Path file, Optional<String> password) {
    byte[] bytes = SecretFile.read(what, file);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), password.map(String::toCharArray).orElse(null));
      return store;
    } catch (IOException | GeneralSecurityException wrong) {
      boolean badPassword =
          wrong.getCause() instanceof GeneralSecurityException
              || String.valueOf(wrong.getMessage()).contains("password");
      throw new TlsConfigException(
          what
              + ": "
              + file
              + (badPassword
                  ? " cannot be opened with this password"
                  : " is not usable: neither PEM nor PKCS #12"));
    }
  }
}
