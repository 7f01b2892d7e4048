package io.galopin.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which authorities are trusted, and no others.
 *
 * @param file certificates in PEM or a PKCS #12 store; which of them, its content tells
 * @param password of a store that has one
 */
public record Trust(Path file, Optional<Password> password) {}
