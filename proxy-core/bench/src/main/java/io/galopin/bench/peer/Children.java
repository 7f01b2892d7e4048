package io.galopin.bench.peer;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The processes that were started and have not ended, with those that they started. All of them are
 * ended when this one is, however it is interrupted. Any thread may call.
 */
public final class Children {

  private static final long PATIENCE_SECONDS = 5;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Children::end), "bench-end"));
  }

  private Children() {}

  /** Starts one. */
  public static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    RUNNING.add(process);
    return process;
  }

  /** Ends one and all that it started; returns when they are gone. */
  public static void end(Process process) {
    // Asked for before the parent ends: afterwards nobody knows them.
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
