package io.galopin.plugin.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of JARs, in a temporary folder that only the owner of this process can enter. Classes are
 * loaded from the copies, so that a JAR may be overwritten while its classes are in use.
 *
 * <p>The folder has a locked file for as long as it is in use. Folders without one are left over
 * from processes that were killed, and are removed. Thread-safe.
 */
final class JarCopies implements AutoCloseable {

  /**
   * A copy.
   *
   * @param path the copy; the JAR itself if it cannot be copied
   * @param digest of its content
   */
  record Copy(Path path, String digest) {}

  static final String PREFIX = "galopin-plugins-";

  private static final Logger log = LoggerFactory.getLogger(JarCopies.class);
  private static final String LOCK = "lock";
  private static final long MOST_OF_A_JAR = 256L << 20;
  private static final long MOST_OF_ALL = 1L << 30;

  /** Folders of this process. To look at their locks would release them. */
  private static final Set<Path> MINE = ConcurrentHashMap.newKeySet();

  private final Path parent;
  private @Nullable Path folder;
  private @Nullable FileChannel lock;
  private boolean impossible;
  private long count;

  JarCopies(Path parent) {
    this.parent = parent;
  }

  /** Returns copies in the system's folder for temporary files. */
  static JarCopies usual() {
    return new JarCopies(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * Copies a JAR.
   *
   * @throws RejectedException if it cannot be read, or is too long
   */
  Copy copy(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new RejectedException("not a readable file (expected: a JAR)");
    }
    Path target = target();
    try (InputStream in = Files.newInputStream(jar);
        OutputStream out =
            target == null ? OutputStream.nullOutputStream() : Files.newOutputStream(target)) {
      String digest = transfer(in, out, target == null ? 0 : taken());
      return new Copy(target == null ? jar : target, digest);
    } catch (IOException e) {
      remove(target);
      throw new RejectedException("cannot be copied to " + parent + ": " + e.getMessage(), e);
    } catch (RejectedException e) {
      remove(target);
      throw e;
    }
  }

  private static String transfer(InputStream in, OutputStream out, long taken) throws IOException {
    MessageDigest digest = sha256();
    byte[] part = new byte[64 * 1024];
    long length = 0;
    for (int read = in.read(part); read >= 0; read = in.read(part)) {
      length += read;
      if (length > MOST_OF_A_JAR) {
        throw new RejectedException("too long (expected: at most 256 MiB)");
      }
      if (taken + length > MOST_OF_ALL) {
        throw new RejectedException(
            "too long (expected: at most 1 GiB for all JARs and their earlier versions in use)");
      }
      digest.update(part, 0, read);
      out.write(part, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private synchronized long taken() throws IOException {
    long taken = 0;
    if (folder != null) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          taken += Files.size(file);
        }
      }
    }
    return taken;
  }

  /** Removes a copy that is no longer in use; a JAR that is no copy stays. */
  synchronized void remove(@Nullable Path copy) {
    if (copy == null || folder == null || !folder.equals(copy.getParent())) {
      return;
    }
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      log.debug("{} cannot be removed: {}", copy, e.toString());
    }
  }

  /** Returns where the next copy goes; null if there can be no copies. */
  private synchronized @Nullable Path target() {
    if (folder == null && !impossible) {
      try {
        Path made = create();
        removeLeftovers(Files.getOwner(made));
      } catch (IOException e) {
        impossible = true;
        log.warn(
            "JARs of plugins are used where they are, because they cannot be copied to {}: {}; do"
                + " not overwrite them while they are in use",
            parent,
            e.toString());
      }
    }
    count++;
    return folder == null ? null : folder.resolve(count + ".jar");
  }

  private Path create() throws IOException {
    for (int attempt = 0; ; attempt++) {
      Path fresh = Files.createTempDirectory(parent, PREFIX);
      MINE.add(fresh);
      try {
        FileChannel channel =
            FileChannel.open(
                fresh.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Another process may have taken the folder for a leftover before it was locked.
        if (channel.tryLock() != null && Files.exists(fresh.resolve(LOCK))) {
          folder = fresh;
          lock = channel;
          return fresh;
        }
        channel.close();
      } catch (IOException e) {
        if (attempt == 2) {
          throw e;
        }
      } finally {
        if (folder == null) {
          MINE.remove(fresh);
        }
      }
    }
  }

  /** Removes what processes of the same user left. */
  private void removeLeftovers(UserPrincipal owner) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path each : found) {
        if (!MINE.contains(each)
            && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
          removeLeftover(each);
        }
      }
    } catch (IOException e) {
      log.debug("{} cannot be listed: {}", parent, e.toString());
    }
  }

  /** Removes a folder unless it is locked. */
  private static void removeLeftover(Path left) {
    Path held = left.resolve(LOCK);
    try {
      if (Files.exists(held, LinkOption.NOFOLLOW_LINKS)) {
        try (FileChannel channel =
                FileChannel.open(held, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            FileLock free = channel.tryLock()) {
          if (free != null) {
            removeAll(left);
          }
        }
      } else {
        // Empty, if its process was killed before it had a lock.
        Files.delete(left);
      }
    } catch (IOException | OverlappingFileLockException inUse) {
      log.debug("{} stays: {}", left, inUse.toString());
    }
  }

  private static void removeAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Removes the folder with all copies. */
  @Override
  public synchronized void close() {
    if (folder != null && lock != null) {
      try {
        removeAll(folder);
        lock.close();
      } catch (IOException e) {
        log.debug("{} cannot be removed: {}", folder, e.toString());
      }
      MINE.remove(folder);
      folder = null;
      lock = null;
    }
  }
}
