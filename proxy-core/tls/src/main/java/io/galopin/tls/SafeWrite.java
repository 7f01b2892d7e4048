package io.galopin.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files that only this user can read, and that nobody ever finds half written. Folders that
 * are missing are made for this user alone.
 */
final class SafeWrite {

  private SafeWrite() {}

  /** Writes a file unless there is one; if others do so at the same time, one of them wins. */
  static void create(Path file, byte[] bytes) throws IOException {
    Path fresh = writeBeside(file, bytes);
    try {
      link(fresh, file);
    } catch (FileAlreadyExistsException faster) {
      // Another process, and what it wrote counts.
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void link(Path fresh, Path file) throws IOException {
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException faster) {
      throw faster;
    } catch (FileSystemException | UnsupportedOperationException none) {
      // A file system without links.
      Files.move(fresh, file);
    }
  }

  /** Writes a file in place of what there may be. */
  static void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = writeBeside(file, bytes);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Path writeBeside(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, mode(folder, "rwx------"));
    }
    // A name of its own, in case another process does the same.
    Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode(file, "rw-------"))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
      return fresh;
    } catch (IOException full) {
      Files.deleteIfExists(fresh);
      throw full;
    }
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return Owner.isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
