package io.galopin.tls;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a private key comes from, and the certificates that go with it. */
public sealed interface Keys {

  /** Galopin's own authority makes them, for the name that the client asks for. */
  record Auto() implements Keys {}

  /**
   * Two files in PEM.
   *
   * @param certificates the certificate, then those between it and the authority
   * @param key the private key, PKCS #8 or as OpenSSL writes it
   * @param password of the key, if it is encrypted
   */
  record Pem(Path certificates, Path key, Optional<Password> password) implements Keys {}

  /**
   * One file in PKCS #12 with one private key.
   *
   * @param password of the file and the key; if empty, an empty one
   */
  record Pkcs12(Path file, Optional<Password> password) implements Keys {}

  /** Whether a file is one in PKCS #12, by its name. */
  static boolean isStore(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return Stream.of(".p12", ".pfx", ".pkcs12").anyMatch(name::endsWith);
  }

  /**
   * Returns what is in one file, a store or PEM, or in two.
   *
   * @param key the private key in PEM, if it is not in the same file
   */
  static Keys in(Path file, Optional<Path> key, Optional<Password> password) {
    return isStore(file.toString()) && key.isEmpty()
        ? new Pkcs12(file, password)
        : new Pem(file, key.orElse(file), password);
  }
}
