package io.galopin.tls;

import io.galopin.tls.certificate.Authority;
import io.galopin.tls.certificate.Pem;
import io.galopin.tls.certificate.Revocations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What clients need of Galopin's authority, as files: its certificate in PEM, the same as a store
 * for Java, and what is revoked. None of it is secret.
 */
public final class PublicFiles {

  /** Of stores for Java. It protects nothing; it is the one that Java's own has. */
  public static final String PASSWORD = "changeit";

  private static final String ENTRY = "galopin";

  private final AuthorityStore store;

  /** Creates those of one authority. */
  public PublicFiles(AuthorityStore store) {
    this.store = store;
  }

  private Path beside(String name) {
    return store
        .folder()
        .orElseThrow(() -> new IllegalStateException("an authority that is given has no folder"))
        .resolve(name);
  }

  /**
   * Returns the certificate's file beside the authority, and writes it if it is not there. The
   * authority must be kept in a folder.
   */
  public Path certificate() {
    Path file = beside("ca.pem");
    byte[] wanted = pem();
    if (!Arrays.equals(found(file), wanted)) {
      write(file, wanted);
    }
    return file;
  }

  /** The same as a store for Java, in PKCS #12. */
  public Path trustStore() {
    Path file = beside("ca.p12");
    if (!isStore(file)) {
      write(file, store());
    }
    return file;
  }

  private boolean isStore(Path file) {
    if (found(file).length == 0) {
      return false;
    }
    try {
      return store
          .get()
          .root()
          .equals(KeyFiles.load("trust", file, Optional.of(PASSWORD)).getCertificate(ENTRY));
    } catch (TlsConfigException | GeneralSecurityException damaged) {
      return false;
    }
  }

  private static byte[] found(Path file) {
    return Files.isRegularFile(file) ? SecretFile.read("trust", file) : new byte[0];
  }

  private static void write(Path file, byte[] bytes) {
    try {
      SafeWrite.replace(file, bytes);
    } catch (IOException cannot) {
      throw new TlsConfigException(
          file + " cannot be written: " + SecretFile.reason(cannot) + AuthorityStore.homeless());
    }
  }

  /** Writes the certificate to a file of the user's: PKCS #12 if it ends so, otherwise PEM. */
  public void export(Path file) {
    exportTo(file, Keys.isStore(file.toString()) ? store() : pem());
  }

  /** Writes the lists of what is revoked, in PEM, valid for 90 days. */
  public void exportRevocations(Path file) {
    String lists =
        Revocations.lists(store.get(), Instant.now()).stream()
            .map(Pem::write)
            .collect(Collectors.joining());
    exportTo(file, lists.getBytes(StandardCharsets.US_ASCII));
  }

  /** Not for this user alone: containers and other users are to read it. */
  private static void exportTo(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException cannot) {
      throw new TlsConfigException(
          file
              + " cannot be written: "
              + SecretFile.reason(cannot)
              + " (expected: a file in a folder that this user can write)");
    }
  }

  private byte[] pem() {
    return Pem.write(store.get().root()).getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] store() {
    Authority authority = store.get();
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ENTRY, authority.root());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      trusted.store(bytes, PASSWORD.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
