package io.galopin.app.lines;

import io.galopin.app.console.CommandFailure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where lines are written: the end of a file, standard output, or a pipe or device.
 *
 * @param option the option that names it, for messages
 * @param name for messages
 * @param immediate whether it is opened before the run begins; a pipe is not, because opening it
 *     waits for a reader
 * @param opener opens it
 */
public record LinesPlace(String option, String name, boolean immediate, Opener opener) {

  /** The path that means standard output. */
  private static final String STANDARD_OUTPUT = "-";

  /** Opens a place. */
  public interface Opener {
    WritableByteChannel open() throws IOException;
  }

  /** Whether a path means standard output. */
  public static boolean isStandardOutput(Path file) {
    return file.toString().equals(STANDARD_OUTPUT);
  }

  /**
   * The place that a path names.
   *
   * @param option the option that has the path, for messages
   * @param out standard output
   * @throws CommandFailure if the path cannot be written
   */
  public static LinesPlace of(String option, Path file, OutputStream out) {
    if (isStandardOutput(file)) {
      // System.out hides failed writes.
      return new LinesPlace(
          option,
          "standard output",
          true,
          () ->
              Channels.newChannel(
                  out == System.out ? new FileOutputStream(FileDescriptor.out) : out));
    }
    boolean special = Files.exists(file) && !Files.isRegularFile(file);
    if (special && (Files.isDirectory(file) || !Files.isWritable(file))) {
      throw cannotBeWritten(option, file.toString());
    }
    return new LinesPlace(
        option, file.toString(), !special, special ? () -> pipe(file) : () -> end(file));
  }

  /** The failure of a run whose lines cannot be written here. */
  CommandFailure cannotBeWritten() {
    return cannotBeWritten(option, name);
  }

  private static CommandFailure cannotBeWritten(String option, String name) {
    return CommandFailure.wrong(option + ": " + name + " (expected: a file that can be written)");
  }

  private static WritableByteChannel pipe(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.WRITE);
  }

  /** Opens the file for appending, which is right even if others write to it or truncate it. */
  private static WritableByteChannel end(Path file) throws IOException {
    boolean torn = isTorn(file);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    if (torn) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
    return channel;
  }

  /** Whether the last line is incomplete, for example after kill -9. */
  private static boolean isTorn(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.size(file) == 0) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }
  }
}
