package io.galopin.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Describes the machine in one sentence. */
public final class Machine {

  private Machine() {}

  /**
   * Returns the processor, the number of cores in use, the memory, the kernel and the Java version.
   */
  public static String sentence() throws IOException {
    return "%s, %d cores used, %d GiB, %s %s, Java %s for the load"
        .formatted(
            field("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors(),
            Math.round(
                Long.parseLong(field("/proc/meminfo", "MemTotal").split(" ")[0]) / 1048576.0),
            System.getProperty("os.name"),
            System.getProperty("os.version").replaceFirst("-.*", ""),
            System.getProperty("java.version"));
  }

  private static String field(String file, String key) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0");
  }
}
