package io.galopin.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads files of bounded size, and looks at who else can read those with secrets. */
final class SecretFile {

  private static final Logger log = LoggerFactory.getLogger(SecretFile.class);

  /** Twenty times what the certificates of all public authorities need. */
  private static final int MOST_BYTES = 4 << 20;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private SecretFile() {}

  /**
   * Returns all bytes.
   *
   * @param what the key that names the file, for the error
   */
  static byte[] read(String what, Path file) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new TlsConfigException(what + ": " + file + " is not a file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new TlsConfigException(
              what + ": " + file + " is too large (expected: at most " + MOST_BYTES + " bytes)");
        }
        return bytes;
      }
    } catch (IOException cannot) {
      throw new TlsConfigException(what + ": " + file + " cannot be read: " + reason(cannot));
    }
  }

  /** Returns what a sentence says about a failure. */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /**
   * Checks that nobody else can read a user's own file. One that this user cannot change, because
   * it belongs to another or to a mount that is read-only, is only warned about.
   */
  static void checkPrivate(String what, Path file) {
    try {
      if (!isExposed(file)) {
        return;
      }
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      String sentence = what + ": " + file + " is secret, but others can read it (" + mode + ")";
      if (Owner.isThisUser(file) && !Files.getFileStore(file).isReadOnly()) {
        throw new TlsConfigException(sentence + "; run: chmod 600 " + file);
      }
      log.warn("{}", sentence);
    } catch (IOException cannot) {
      throw new TlsConfigException(what + ": " + file + " cannot be read: " + reason(cannot));
    }
  }

  /** Whether the group or everybody may do anything with it. */
  static boolean isExposed(Path file) throws IOException {
    if (!Owner.isPosix(file)) {
      return false;
    }
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    mode.addAll(Files.getPosixFilePermissions(file));
    mode.retainAll(OTHERS);
    return !mode.isEmpty();
  }
}
