package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.app.console.CommandFailure;
import io.galopin.engine.Hook;
import io.galopin.engine.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {

  @TempDir Path folder;

  private final List<Journal.Entry> entries = new CopyOnWriteArrayList<>();

  @Test
  void writesALinePerEntry() throws Exception {
    entries.add(entry(1, "GET /a"));

    assertThat(written())
        .containsExactly(
            "{\"number\":1,\"time\":\"2026-11-01T00:00:00Z\",\"seed\":42,\"origin\":\"injected\","
                + "\"proxy\":\"web\",\"connection\":3,\"exchange\":4,\"direction\":\"upstream\","
                + "\"rule\":\"\",\"plugin\":\"delay\",\"decision\":\"delay 2 s\",\"request\":\"GET /a\",\"done\":"
                + "{\"hook\":\"before\",\"delay\":\"2 s\"}}");
  }

  @Test
  void writesMoreThanItTakesAtOnce() throws Exception {
    for (int i = 1; i <= 5000; i++) {
      entries.add(entry(i, "GET /" + i));
    }

    assertThat(written()).hasSize(5000).last().asString().contains("\"number\":5000");
  }

  @Test
  void escapesWhatJsonDoesNotTake() throws Exception {
    entries.add(entry(1, "GET /\"\\\u0001"));

    try (JsonParser json = new JsonFactory().createParser(written().get(0))) {
      String request = "";
      while (json.nextToken() != null) {
        if ("request".equals(json.currentName())) {
          request = json.getText();
        }
      }
      assertThat(request).isEqualTo("GET /\"\\\u0001");
    }
  }

  @Test
  void saysHowManyEntriesWereLetGo() throws Exception {
    entries.add(entry(4, "GET /4"));
    entries.add(entry(5, "GET /5"));

    assertThat(written()).hasSize(3).first().isEqualTo("{\"lost\":3}");
  }

  @Test
  void writesWhileTheRunGoesOn() throws Exception {
    Path file = folder.resolve("journal");
    try (JournalFile open = JournalFile.open(file, this::after, 42)) {
      assertThat(open).isNotNull();
      entries.add(entry(1, "GET /a"));
      await().untilAsserted(() -> assertThat(Files.readAllLines(file)).hasSize(1));
    }
  }

  @Test
  void refusesAFileThatCannotBeWritten() {
    assertThatThrownBy(() -> JournalFile.open(folder, this::after, 1))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("--journal: " + folder + " (expected: a file that can be written)");
  }

  private List<String> written() throws Exception {
    Path file = folder.resolve("journal");
    JournalFile.open(file, this::after, 42).close();
    return Files.readAllLines(file);
  }

  private List<Journal.Entry> after(long number, int limit) {
    return entries.stream().filter(entry -> entry.number() > number).limit(limit).toList();
  }

  /** A journal in which there is one entry. */
  static List<Journal.Entry> oneEntry(long number, int limit) {
    return number == 0 ? List.of(entry(1, "GET /a")) : List.of();
  }

  private static Journal.Entry entry(long number, String request) {
    return new Journal.Entry(
        number,
        Instant.parse("2026-11-01T00:00:00Z"),
        Journal.Origin.INJECTED,
        "web",
        3,
        4,
        Direction.UPSTREAM,
        "",
        "delay",
        "delay 2 s",
        request,
        "",
        new Journal.Done(Hook.BEFORE, Decision.delay(Duration.ofSeconds(2))));
  }
}
