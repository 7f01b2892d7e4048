package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Behavior;
import io.galopin.client.JournalEntry;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.ProxyDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares forty runs, or with time a thousand: ten seeds, fifty times each, in both tests. */
class ReproducibleTest {

  private static final int RUNS = 50;
  private static final int SAMPLE = 10;
  private static final int CLIENTS = 3;
  private static final int ROUNDS = 2;

  private static final Mix MIX =
      Mix.parse("25:error,10:abort")
          .and(25, Behavior.of("delay", "sleep", Duration.ofNanos(200_000)));

  private static final ExecutorService CLIENT_THREADS = Executors.newFixedThreadPool(CLIENTS);
  private static Web web;

  /** Keeps the event loops alive between runs. */
  private static Galopin keepsTheLoops;

  @BeforeAll
  static void start() {
    web = new Web();
    keepsTheLoops = Galopin.start(0);
  }

  @AfterAll
  static void stop() {
    keepsTheLoops.close();
    web.close();
    CLIENT_THREADS.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void injectsTheSameForConnectionsOpenedInTheSameOrder(long seed) throws Exception {
    injectsTheSame(SAMPLE, random -> inOrder(seed, random));
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void injectsTheSameFiftyTimesForConnectionsOpenedInTheSameOrder(long seed) throws Exception {
    injectsTheSame(RUNS, random -> inOrder(seed, random));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void injectsTheSameInWhateverOrderKnownClientsConnect(long seed) throws Exception {
    injectsTheSame(SAMPLE, random -> inAnyOrder(seed, random));
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void injectsTheSameFiftyTimesInWhateverOrderKnownClientsConnect(long seed) throws Exception {
    injectsTheSame(RUNS, random -> inAnyOrder(seed, random));
  }

  /** Runs clients in random order and returns what was injected. */
  private interface Run {
    List<String> injected(Random random) throws Exception;
  }

  private static void injectsTheSame(int runs, Run run) throws Exception {
    List<String> first = run.injected(new Random(0));

    assertThat(first).isNotEmpty();
    for (int i = 1; i < runs; i++) {
      assertThat(run.injected(new Random(i))).isEqualTo(first);
    }
  }

  /** Clients connect one after another, then all talk at once. */
  private static List<String> inOrder(long seed, Random random) throws Exception {
    try (Galopin galopin = Galopin.start(seed)) {
      Proxy proxy = draft(galopin).start();
      List<Callable<Boolean>> clients = new ArrayList<>();
      List<Visitor> visitors = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        Visitor visitor = new Visitor(proxy);
        visitors.add(visitor);
        clients.add(() -> talk(visitor, "any"));
      }
      talkAtOnce(clients, random);
      visitors.forEach(Visitor::close);
      return shown(galopin, entry -> entry.connection() + "/" + entry.exchange());
    }
  }

  /** Clients connect and talk all at once. Each says who it is. */
  private static List<String> inAnyOrder(long seed, Random random) throws Exception {
    try (Galopin galopin = Galopin.start(seed)) {
      Proxy proxy = draft(galopin).drawBy("http.header.X-Id").start();
      List<Callable<Boolean>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String id = "client-" + client;
        clients.add(
            () -> {
              try (Visitor visitor = new Visitor(proxy)) {
                return talk(visitor, id);
              }
            });
      }
      talkAtOnce(clients, random);
      return shown(galopin, JournalEntry::identity);
    }
  }

  private static ProxyDraft draft(Galopin galopin) {
    return galopin.proxy("web", web.address()).protocol("http").mix(MIX);
  }

  private static boolean talk(Visitor visitor, String id) {
    boolean open = true;
    for (int round = 0; open && round < ROUNDS; round++) {
      open = visitor.get("/" + round, id);
    }
    return open;
  }

  private static void talkAtOnce(List<Callable<Boolean>> clients, Random random) throws Exception {
    Collections.shuffle(clients, random);
    for (Future<Boolean> client : CLIENT_THREADS.invokeAll(clients)) {
      client.get();
    }
  }

  /** Returns the journal without times, sorted by place. */
  private static List<String> shown(Galopin galopin, Function<JournalEntry, String> place) {
    return galopin.journal().stream()
        .filter(entry -> entry.origin() == JournalEntry.Origin.INJECTED)
        .map(
            entry ->
                String.join(
                    " ", place.apply(entry), entry.plugin(), entry.decision(), entry.request()))
        .sorted()
        .toList();
  }
}
