package io.galopin.bench.peer;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The running child processes, including their own children. All of them are ended with this
 * process, however it is interrupted. Thread-safe.
 */
public final class Children {

  private static final long PATIENCE_SECONDS = 5;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Children::end), "bench-end"));
  }

  private Children() {}

  /** Starts a process. */
  public static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    RUNNING.add(process);
    return process;
  }

  /** Ends a process and its children. Returns when they are gone. */
  public static void end(Process process) {
    // Found before the parent ends, because afterwards they cannot be found.
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    awaitEnd(process.toHandle());
    all.forEach(Children::awaitEnd);
    RUNNING.remove(process);
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException tooLong) {
      process.destroyForcibly();
    }
  }
}
