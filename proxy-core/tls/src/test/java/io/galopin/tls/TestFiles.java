package io.galopin.tls;

import io.galopin.api.BadCertificate;
import io.galopin.tls.certificate.Authority;
import io.galopin.tls.certificate.Hosts;
import io.galopin.tls.certificate.Leaf;
import io.galopin.tls.certificate.LeafMaker;
import io.galopin.tls.certificate.Pem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Keys and certificates of an authority that is not Galopin's, as a user has them in files. */
final class TestFiles {

  final Authority authority = Authority.make(Instant.now());
  private final LeafMaker maker = new LeafMaker(authority, InstantSource.system());
  private final Path folder;

  TestFiles(Path folder) {
    this.folder = folder;
  }

  Leaf leaf(String host) {
    return maker.good(Hosts.asked(host).orElseThrow());
  }

  /** A certificate with the one between, and its key, as {@code site.pem} and {@code site.key}. */
  Keys.Pem pem(String host) {
    Leaf leaf = leaf(host);
    String chain = leaf.chain().stream().map(Pem::write).collect(Collectors.joining());
    return new Keys.Pem(
        write("site.pem", chain), secret("site.key", Pem.write(leaf.key())), Optional.empty());
  }

  /** The same for clients only, as {@code client.pem} and {@code client.key}. */
  Keys.Pem clientPem(String host) {
    Leaf leaf = maker.bad(Hosts.asked(host).orElseThrow(), BadCertificate.WRONG_USAGE);
    String chain = leaf.chain().stream().map(Pem::write).collect(Collectors.joining());
    return new Keys.Pem(
        write("client.pem", chain), secret("client.key", Pem.write(leaf.key())), Optional.empty());
  }

  Keys.Pkcs12 store(String host, String password) {
    try {
      Leaf leaf = leaf(host);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "site", leaf.key(), password.toCharArray(), leaf.chain().toArray(Certificate[]::new));
      return new Keys.Pkcs12(
          save(store, "site.p12", password),
          Optional.of(new Password.InFile(secret("pw.txt", password + "\nnot this\n"))));
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** For Java's own clients. */
  static KeyManager keyManager(Leaf leaf) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("it", leaf.key(), new char[0], leaf.chain().toArray(Certificate[]::new));
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, new char[0]);
      return factory.getKeyManagers()[0];
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Path save(KeyStore store, String name, String password) {
    Path file = secret(name, "");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
      return file;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The authority's certificate, to be trusted. */
  Trust trust() {
    return trust(authority.root());
  }

  Trust trust(X509Certificate certificate) {
    return new Trust(write("trusted.pem", Pem.write(certificate)), Optional.empty());
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  Path secret(String name, String text) {
    Path file = write(name, text);
    mode(file, "rw-------");
    return file;
  }

  static void mode(Path file, String mode) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
