package io.galopin.tls;

import io.galopin.tls.certificate.Authority;
import io.galopin.tls.certificate.Leaf;
import io.galopin.tls.certificate.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where Galopin's authority comes from: a folder of the user's, in which it is made when it is
 * first needed, or files that are given. It is read once. Thread-safe; reads and writes files, so
 * not for event loops.
 */
public final class AuthorityStore {

  /** With the private keys. */
  private static final String SECRET = "authority.pem";

  private final InstantSource clock;
  private final Supplier<Authority> source;
  private final @Nullable Path folder;
  private @Nullable Authority authority;

  private AuthorityStore(InstantSource clock, @Nullable Path folder, Supplier<Authority> source) {
    this.clock = clock;
    this.folder = folder;
    this.source = source;
  }

  /** One that is kept in a folder. Neither needs to exist yet. */
  public static AuthorityStore in(Path folder) {
    return in(folder, InstantSource.system());
  }

  static AuthorityStore in(Path folder, InstantSource clock) {
    return new AuthorityStore(clock, folder, () -> kept(folder, clock));
  }

  /**
   * One whose certificate and key are given. Nothing is written.
   *
   * @param keys in files, so never {@link Keys.Auto}
   */
  public static AuthorityStore given(Keys keys) {
    return given(keys, new Passwords(System::getenv), InstantSource.system());
  }

  static AuthorityStore given(Keys keys, Passwords passwords, InstantSource clock) {
    KeyFiles files = new KeyFiles(passwords);
    return new AuthorityStore(clock, null, () -> under(keys, files, clock.instant()));
  }

  /** The user's: {@code $XDG_STATE_HOME/galopin}, or {@code ~/.local/state/galopin}. */
  public static Path defaultFolder() {
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state == null || !Path.of(state).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return base.resolve("galopin");
  }

  private static Authority under(Keys keys, KeyFiles files, Instant now) {
    Leaf given;
    try {
      given = files.read(keys);
    } catch (TlsConfigException wrong) {
      throw new TlsConfigException("authority: " + wrong.getMessage());
    }
    try {
      return Authority.under(given.chain().get(0), given.key(), now);
    } catch (IllegalArgumentException wrong) {
      throw new TlsConfigException(
          "authority: " + KeyFiles.of(keys).get(0) + ": " + wrong.getMessage());
    }
  }

  /**
   * Returns it, and makes it if there is none.
   *
   * @throws TlsConfigException if it cannot be read or made, or has expired
   */
  public synchronized Authority get() {
    Authority found = authority;
    if (found == null) {
      found = source.get();
      authority = found;
    }
    if (!found.end().isAfter(clock.instant())) {
      throw new TlsConfigException(
          (folder == null ? "the authority" : "Galopin's authority")
              + " expired on "
              + found.end()
              + way(folder == null ? null : folder.resolve(SECRET)));
    }
    return found;
  }

  private static String way(@Nullable Path file) {
    return file == null
        ? " (expected: one that is valid)"
        : "; move " + file + " away, and the next run makes another, which clients must trust anew";
  }

  /** Whether {@link #get} would not have to make one. */
  public boolean exists() {
    return folder == null || Files.exists(folder.resolve(SECRET));
  }

  /** The folder in which it is kept; empty if it is given. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  static String homeless() {
    return " (expected: a folder that this user can write; XDG_STATE_HOME may name another)";
  }

  private static Authority kept(Path folder, InstantSource clock) {
    Path file = folder.resolve(SECRET);
    if (!Files.exists(file)) {
      make(file, clock.instant());
    }
    // Also what was just made: another process may have been faster.
    return read(file);
  }

  private static void make(Path file, Instant now) {
    Authority made = Authority.make(now);
    String text =
        "Galopin's own authority. Keep this file secret: who has it can pretend to be any server.\n"
            + Pem.write(made.root())
            + Pem.write(made.rootKey())
            + Pem.write(made.between())
            + Pem.write(made.betweenKey());
    try {
      SafeWrite.create(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException cannot) {
      throw new TlsConfigException(
          "Galopin's authority cannot be kept in "
              + file
              + ": "
              + SecretFile.reason(cannot)
              + homeless());
    }
  }

  private static Authority read(Path file) {
    String what = "Galopin's authority";
    try {
      if (!Owner.isThisUser(file)) {
        throw new TlsConfigException(what + ": " + file + " belongs to another user" + homeless());
      }
    } catch (IOException cannot) {
      throw new TlsConfigException(
          what + ": " + file + " cannot be read: " + SecretFile.reason(cannot));
    }
    SecretFile.checkPrivate(what, file);
    byte[] bytes = SecretFile.read(what, file);
    try {
      Pem pem = Pem.read(new String(bytes, StandardCharsets.ISO_8859_1), Optional.empty());
      List<X509Certificate> certificates = pem.certificates();
      List<PrivateKey> keys = pem.keys();
      if (certificates.size() == 2 && keys.size() == 2) {
        Authority read =
            new Authority(certificates.get(0), keys.get(0), certificates.get(1), keys.get(1));
        if (read.isWhole()) {
          return read;
        }
      }
    } catch (IOException damaged) {
      // Said below.
    }
    throw new TlsConfigException(what + ": " + file + " is not as it was written" + way(file));
  }
}
