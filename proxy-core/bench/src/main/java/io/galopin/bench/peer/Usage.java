package io.galopin.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The resources that a process and its children use, from {@code /proc/PID/stat} and {@code
 * /proc/PID/status} (proc(5)). Shared pages count for each process.
 */
final class Usage {

  /** Linux reports CPU time in hundredths of a second on all platforms. */
  private static final double TICKS_PER_SECOND = 100;

  /**
   * The index, after the name, of the first of four fields: user and system time, and those of
   * ended children.
   */
  private static final int FIRST_TIME = 11;

  private static final int LAST_TIME = 14;

  /**
   * Matches the line of a generation, or of an undivided heap, but not those of spaces or classes.
   */
  private static final Pattern USED =
      Pattern.compile("(?:new generation|tenured generation|heap) .*\\bused (\\d+)K");

  private Usage() {}

  /** Returns the CPU time so far, in seconds. */
  static double cpuSeconds(ProcessHandle process) throws IOException {
    long ticks = 0;
    for (ProcessHandle one : family(process)) {
      ticks += ticks(read(one, "stat"));
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Returns the resident memory, in bytes. */
  static long residentBytes(ProcessHandle process) throws IOException {
    return sum(process, "VmRSS:");
  }

  /** Returns the largest resident memory so far, in bytes. */
  static long peakBytes(ProcessHandle process) throws IOException {
    return sum(process, "VmHWM:");
  }

  /** Returns the number of open descriptors. */
  static long descriptors(ProcessHandle process) throws IOException {
    long open = 0;
    for (ProcessHandle one : family(process)) {
      try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(one.pid()), "fd"))) {
        open += files.count();
      } catch (NoSuchFileException ended) {
        // The process has none.
      }
    }
    return open;
  }

  /** Returns the number of threads. */
  static long threads(ProcessHandle process) throws IOException {
    long threads = 0;
    for (ProcessHandle one : family(process)) {
      threads += number(read(one, "status"), "Threads:");
    }
    return threads;
  }

  /** Returns the used bytes of all generations in the output of {@code jcmd GC.heap_info}. */
  static long used(String heap) {
    return heap.lines()
        .map(USED::matcher)
        .filter(Matcher::find)
        .mapToLong(used -> Long.parseLong(used.group(1)) * 1024)
        .sum();
  }

  static long ticks(String stat) {
    // The name, in parentheses, may itself contain spaces and parentheses.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    long ticks = 0;
    for (int i = FIRST_TIME; fields.length > LAST_TIME && i <= LAST_TIME; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks;
  }

  static long bytes(String status, String key) {
    return number(status, key) * 1024;
  }

  private static long number(String status, String key) {
    return status
        .lines()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static long sum(ProcessHandle process, String key) throws IOException {
    long bytes = 0;
    for (ProcessHandle one : family(process)) {
      bytes += bytes(read(one, "status"), key);
    }
    return bytes;
  }

  private static List<ProcessHandle> family(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  /** Returns nothing if the process has ended meanwhile. */
  private static String read(ProcessHandle process, String file) throws IOException {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (NoSuchFileException ended) {
      return "";
    }
  }
}
