package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Behavior;
import io.galopin.client.JournalEntry;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clients send many requests at once, connections end in the middle of them, and other threads keep
 * the cores busy. The order of events differs between runs, but the journal must not.
 */
class SameJournalUnderLoadTest {

  private static final int CONNECTIONS = 20;
  private static final long SEED = 7;

  private static final Mix MIX =
      Mix.parse("6:lost-reply,6:blackout,20:error,6:abort")
          .and(6, Behavior.of("truncate", "bytes", 5));

  @Test
  void isWrittenThreeTimes() throws Exception {
    isWritten(3);
  }

  @Tag("thorough")
  @Test
  void isWrittenTwentyTimes() throws Exception {
    isWritten(20);
  }

  private static void isWritten(int runs) throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    List<Thread> load = new ArrayList<>();
    for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
      load.add(new Thread(() -> keepBusy(enough), "load"));
    }
    load.forEach(Thread::start);
    try (Galopin keepsTheLoops = Galopin.start(0)) {
      List<String> first = run(new Random(0));

      for (String behavior : List.of("truncate", "lost-reply", "blackout", "error", "abort")) {
        for (Talk talk : Talk.values()) {
          assertThat(first)
              .anyMatch(line -> line.startsWith(talk.protocol()) && line.contains(behavior));
        }
      }
      for (int i = 1; i < runs; i++) {
        assertThat(run(new Random(i))).as("run %d", i).isEqualTo(first);
      }
    } finally {
      enough.set(true);
      for (Thread thread : load) {
        thread.join();
      }
    }
  }

  private static void keepBusy(AtomicBoolean enough) {
    while (!enough.get()) {
      Thread.onSpinWait();
    }
  }

  /** Returns the journal of one run without numbers and times, grouped by connection. */
  private static List<String> run(Random pieces) throws Exception {
    try (Galopin galopin = Galopin.start(SEED)) {
      for (Talk talk : Talk.values()) {
        try (PipelinedTalk backend = new PipelinedTalk(talk, pieces.nextLong())) {
          Proxy proxy =
              galopin
                  .proxy(talk.protocol(), backend.address())
                  .protocol(talk.protocol())
                  .mix(MIX)
                  .start();
          backend.callFrom(CONNECTIONS, proxy, pieces);
        }
      }
      return galopin.journal().stream()
          .sorted(Comparator.comparing(JournalEntry::proxy).thenComparing(JournalEntry::connection))
          .map(SameJournalUnderLoadTest::shown)
          .toList();
    }
  }

  private static String shown(JournalEntry entry) {
    return String.join(
        " ",
        entry.proxy(),
        entry.connection() + "/" + entry.exchange(),
        entry.origin().name(),
        entry.plugin(),
        entry.decision(),
        entry.request());
  }
}
