package io.galopin.app.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file that always has either its old or its new content in full, even if the process or the
 * machine stops while it is being written. Only its owner can read it. Only one process at a time
 * can have it open. Used by one thread at a time.
 */
final class SafeFile implements AutoCloseable {

  /** More than a server may have, see the bounds of the control API. */
  private static final long MOST_BYTES = 256L << 20;

  private final Path file;
  private final Path fresh;
  private final FileChannel guard;

  private SafeFile(Path file, FileChannel guard) {
    this.file = file;
    this.fresh = beside(file, ".new");
    this.guard = guard;
  }

  /**
   * Takes the file for this process. It need not exist.
   *
   * @throws IOException with a sentence if another process has it, or if its folder is not writable
   */
  static SafeFile take(Path named) throws IOException {
    // A link stays where it is; the file that it leads to is replaced.
    Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(named + " is not a file");
    }
    FileChannel guard = open(beside(file, ".lock"));
    try {
      FileLock lock = guard.tryLock();
      if (lock == null) {
        throw new OverlappingFileLockException();
      }
      return new SafeFile(file, guard);
    } catch (OverlappingFileLockException taken) {
      guard.close();
      throw new IOException(named + " is in use by another run", taken);
    } catch (IOException cannot) {
      guard.close();
      throw cannot;
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static FileChannel open(Path path) throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owner =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return FileChannel.open(
        path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner);
  }

  /** Returns what was written last; empty if nothing was. */
  Optional<byte[]> read() throws IOException {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new IOException(file + " has " + size + " bytes, more than " + MOST_BYTES);
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Returns when the bytes have reached the disk under the file's name. */
  void write(byte[] bytes) throws IOException {
    Files.deleteIfExists(fresh);
    try (FileChannel out = open(fresh)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    syncFolder();
  }

  private void syncFolder() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    FileChannel names;
    try {
      names = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (FileSystemException notPossible) {
      // On Windows a folder cannot be opened, and its names are safe anyway.
      return;
    }
    try (names) {
      names.force(true);
    }
  }

  /** Returns what a sentence says about a failure. */
  static String reason(Throwable cannot) {
    if (cannot instanceof FileSystemException at) {
      return at.getFile()
          + ": "
          + (at.getReason() == null ? at.getClass().getSimpleName() : at.getReason());
    }
    return String.valueOf(cannot.getMessage());
  }

  Path path() {
    return file;
  }

  @Override
  public void close() throws IOException {
    guard.close();
  }
}
