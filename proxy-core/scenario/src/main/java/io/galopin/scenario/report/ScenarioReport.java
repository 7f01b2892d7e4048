package io.galopin.scenario.report;

import io.galopin.scenario.result.ScenarioResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The folder with the report of a run: {@code report.html} for people, {@code report.json} for
 * programs, {@code junit.xml} for CI servers.
 *
 * @param folder is made if it is not there
 */
public record ScenarioReport(Path folder) {

  private static final String PAGE = "report.html";
  private static final String JSON = "report.json";
  private static final String JUNIT = "junit.xml";

  /** The page for people. */
  public Path page() {
    return folder.resolve(PAGE);
  }

  /**
   * Makes the folder, and makes sure that a report can be written there. A run may take hours.
   *
   * @throws IOException if not; the file it names is the one that is in the way
   */
  public void prepare() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileSystemException(folder.toString(), null, "is not a folder");
    }
    Files.createDirectories(folder);
    for (String name : List.of(PAGE, JSON, JUNIT)) {
      Path file = folder.resolve(name);
      if (Files.isDirectory(file)) {
        throw new FileSystemException(file.toString(), null, "is a folder");
      }
    }
    Files.delete(Files.createTempFile(folder, PAGE, ".new"));
  }

  /**
   * Writes the report in place of an older one. Each file is whole at any moment: it is written
   * beside the older one, synced, and renamed.
   */
  public void write(ScenarioResult result) throws IOException {
    write(JSON, result.toJson());
    write(JUNIT, new JunitXml(result).xml());
    write(PAGE, new Page(result).html());
  }

  /** Returns what a sentence says about a failure, with the file that is in the way. */
  public static String reason(IOException cannot) {
    return cannot instanceof FileSystemException at && at.getReason() == null
        ? at.getFile() + ": " + at.getClass().getSimpleName()
        : String.valueOf(cannot.getMessage());
  }

  private void write(String name, String text) throws IOException {
    Path beside = folder.resolve(name + ".new");
    try {
      try (FileChannel file =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
