package io.galopin.tls;

import java.nio.file.Path;
import java.util.Optional;

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
}
