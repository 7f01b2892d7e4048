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
 * What a process and those that it started use, from {@code /proc/PID/stat} and {@code
 * /proc/PID/status} (proc(5)). Pages that several of them share count for each.
 */
final class Usage {

  /** Linux counts time for user programs in hundredths of a second everywhere. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields behind the name: user and system time, and those of children that ended. */
  private static final int FIRST_TIME = 11;

  private static final int LAST_TIME = 14;

  /** The line of a generation, or of a heap that is one; not those of its spaces or of classes. */
  private static final Pattern USED =
      Pattern.compile("(?:new generation|tenured generation|heap) .*\\bused (\\d+)K");

  private Usage() {}

  /** Seconds on a processor so far. */
  static double cpuSeconds(ProcessHandle process) throws IOException {
    long ticks = 0;
    for (ProcessHandle one : family(process)) {
      ticks += ticks(read(one, "stat"));
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Bytes of memory that are resident now. */
  static long residentBytes(ProcessHandle process) throws IOException {
    return sum(process, "VmRSS:");
  }

  /** The most bytes that were resident at a time. */
  static long peakBytes(ProcessHandle process) throws IOException {
    return sum(process, "VmHWM:");
  }

  /** Files, sockets and the like that are open now. */
  static long descriptors(ProcessHandle process) throws IOException {
    long open = 0;
    for (ProcessHandle one : family(process)) {
      try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(one.pid()), "fd"))) {
        open += files.count();
      } catch (NoSuchFileException ended) {
        // It has none.
      }
    }
    return open;
  }

  /** Threads that there are now. */
  static long threads(ProcessHandle process) throws IOException {
    long threads = 0;
    for (ProcessHandle one : family(process)) {
      threads += number(read(one, "status"), "Threads:");
    }
    return threads;
  }

  /** The bytes that {@code jcmd GC.heap_info} tells to be used in all generations. */
  static long used(String heap) {
    return heap.lines()
        .map(USED::matcher)
        .filter(Matcher::find)
        .mapToLong(used -> Long.parseLong(used.group(1)) * 1024)
        .sum();
  }

  static long ticks(String stat) {
    // The name, in parentheses, may have spaces and parentheses itself.
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

  /** Nothing if it has ended meanwhile. */
  private static String read(ProcessHandle process, String file) throws IOException {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (NoSuchFileException ended) {
      return "";
    }
  }
}
