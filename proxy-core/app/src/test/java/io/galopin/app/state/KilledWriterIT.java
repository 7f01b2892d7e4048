package io.galopin.app.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.LeanJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process at random moments while 50 clients change things, and looks at what its file has
 * and what the next process finds. {@code KilledServerIT} does the same, less often, to a server
 * with its API.
 */
class KilledWriterIT {

  /** As many as a machine with two cores keeps busy while others wait for the disk. */
  private static final int FILES = 4;

  /** Lines of a process before it is killed: those of its start, and some of each client. */
  private static final int MOST_LINES = 8 * ChangingProcess.CLIENTS;

  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  @TempDir private Path folder;

  /** One file, and what became of it. */
  private static final class Story {
    private final LeanJava java;
    private final Path file;
    private final Random random;
    private final Map<String, Integer> kept = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final Set<String> found = new HashSet<>();
    private int changes;

    Story(LeanJava java, Path file, long seed) {
      this.java = java;
      this.file = file;
      this.random = new Random(seed);
    }

    void kill(int times) throws IOException, InterruptedException {
      for (int i = 0; i < times; i++) {
        found.clear();
        Set<String> before = Set.copyOf(kept.keySet());
        boolean hasBegun = runUntilKilled();
        if (hasBegun) {
          assertThat(found).as("proxies that the process found").containsAll(before);
        }
        checkFile();
      }
      assertThat(changes).as("changes that were kept").isPositive();
    }

    /** Returns whether clients have begun to change things. */
    private boolean runUntilKilled() throws IOException, InterruptedException {
      Process process = start(java.next(ChangingProcess.class.getName(), file.toString()));
      boolean hasBegun = false;
      try (BufferedReader lines = process.inputReader(US_ASCII)) {
        int left = 1 + random.nextInt(MOST_LINES);
        String line = lines.readLine();
        assertThat(line).as("the first line of a process: it starts with the file").isNotNull();
        while (line != null) {
          hasBegun |= line.startsWith("ask");
          note(line.split(" "));
          left--;
          if (left == 0) {
            LockSupport.parkNanos((long) (random.nextDouble() * MOST_NANOS));
            // Process.destroyForcibly would throw away what it has said.
            process.toHandle().destroyForcibly();
          }
          line = lines.readLine();
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      return hasBegun;
    }

    private void note(String[] line) {
      int latency = Integer.parseInt(line[2]);
      switch (line[0]) {
        case "found" -> {
          check(line[1], latency);
          found.add(line[1]);
        }
        case "ask" -> asked.put(line[1], latency);
        default -> {
          kept.put(line[1], latency);
          changes++;
        }
      }
    }

    /** What is there is what was answered last, or what was asked for since. */
    private void check(String client, int latency) {
      assertThat(latency)
          .as("%s in %s", client, file)
          .isBetween(kept.getOrDefault(client, 0), asked.getOrDefault(client, -1));
      kept.put(client, latency);
      asked.put(client, latency);
    }

    private void checkFile() throws IOException {
      if (!Files.exists(file)) {
        assertThat(kept).isEmpty();
        return;
      }
      Set<String> there = new HashSet<>();
      for (Map<String, Object> proxy : SavedState.read(Files.readAllBytes(file)).proxies()) {
        String name = String.valueOf(proxy.get("name"));
        there.add(name);
        check(name, latency(proxy));
      }
      assertThat(there).as("proxies in %s", file).containsAll(kept.keySet());
    }

    private static int latency(Map<String, Object> proxy) {
      Map<?, ?> toxic = (Map<?, ?>) ((List<?>) proxy.get("toxics")).get(0);
      return ((Number) ((Map<?, ?>) toxic.get("attributes")).get("latency")).intValue();
    }
  }

  private static Process start(ProcessBuilder process) throws IOException {
    return process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Lets one process begin with a file and another one go on, which leaves its archive. */
  private LeanJava learned() throws IOException, InterruptedException {
    LeanJava java = new LeanJava(folder);
    String file = folder.resolve("learned.json").toString();
    runToTheEnd(start(java.next(ChangingProcess.class.getName(), file)));
    runToTheEnd(start(java.first(ChangingProcess.class.getName(), file)));
    return java;
  }

  private static void runToTheEnd(Process process) throws IOException, InterruptedException {
    try (BufferedReader lines = process.inputReader(US_ASCII)) {
      for (int i = 0; i < MOST_LINES; i++) {
        lines.readLine();
      }
      process.getOutputStream().close();
      while (lines.readLine() != null) {
        // What it says until it ends.
      }
    } finally {
      process.waitFor();
    }
  }

  private void keepsWhatWasConfirmed(int kills, long seed) throws Exception {
    LeanJava java = learned();
    ExecutorService threads = Executors.newFixedThreadPool(FILES);
    try {
      List<Future<?>> stories = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        Story story = new Story(java, folder.resolve("state-" + i + ".json"), seed + i);
        stories.add(
            threads.submit(
                () -> {
                  story.kill(kills / FILES);
                  return story;
                }));
      }
      for (Future<?> story : stories) {
        story.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void keepsWhatWasConfirmed() throws Exception {
    keepsWhatWasConfirmed(20, 7);
  }

  @Test
  @Tag("thorough")
  void keepsWhatWasConfirmedAThousandTimes() throws Exception {
    keepsWhatWasConfirmed(1_000, 70);
  }
}
