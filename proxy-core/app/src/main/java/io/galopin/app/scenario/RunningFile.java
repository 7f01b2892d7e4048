package io.galopin.app.scenario;

import io.galopin.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file in the user's home that says which process runs which scenario, so that others of the same
 * user find it.
 *
 * @param path where it is
 * @param process that runs the scenario
 * @param scenario its name
 * @param source the file of the scenario
 */
record RunningFile(Path path, ProcessHandle process, String scenario, String source)
    implements AutoCloseable {

  private static Path folder() {
    return Path.of(System.getProperty("user.home"), ".galopin", "scenarios");
  }

  /** Writes the file of this process. Without one, the scenario runs all the same. */
  static RunningFile of(Scenario scenario) {
    ProcessHandle self = ProcessHandle.current();
    Path path = folder().resolve(String.valueOf(self.pid()));
    RunningFile file = new RunningFile(path, self, scenario.name(), scenario.plan().source());
    try {
      Files.createDirectories(folder());
      Files.write(path, List.of(started(self), file.scenario(), file.source()));
    } catch (IOException cannot) {
      // A home that cannot be written only means that "list" does not show this run.
    }
    return file;
  }

  /** A process id is used again; the time of its start tells two processes apart. */
  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  /** Returns those of all processes that still run. Removes the files of others. */
  static List<RunningFile> all() {
    List<RunningFile> all = new ArrayList<>();
    if (!Files.isDirectory(folder())) {
      return all;
    }
    try (Stream<Path> files = Files.list(folder())) {
      for (Path path : files.sorted().toList()) {
        Optional<RunningFile> running = read(path);
        running.ifPresent(all::add);
        if (running.isEmpty()) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException cannot) {
      // What cannot be read is not shown.
    }
    return all;
  }

  private static Optional<RunningFile> read(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    String name = path.getFileName().toString();
    if (lines.size() < 3 || !name.matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(name))
        .filter(process -> started(process).equals(lines.get(0)))
        .map(process -> new RunningFile(path, process, lines.get(1), lines.get(2)));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(folder());
      Files.deleteIfExists(folder().getParent());
    } catch (IOException cannot) {
      // The next "list" removes the file. A folder that is not empty stays.
    }
  }
}
