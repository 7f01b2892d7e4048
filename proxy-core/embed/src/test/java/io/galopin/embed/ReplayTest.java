package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.GalopinException;
import io.galopin.client.JournalEntry;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private final Web web = new Web();

  @AfterEach
  void close() {
    web.close();
  }

  private List<Integer> statuses(Proxy proxy, int count) {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      statuses.add(Web.get(proxy, "/" + i));
    }
    return statuses;
  }

  private static List<String> shown(Galopin galopin) {
    return galopin.journal().stream().map(JournalEntry::toString).toList();
  }

  @Test
  void injectsTheSameFaultsWithoutTheRulesThatChoseThem() {
    try (Galopin first = Galopin.start(7)) {
      Proxy recorded =
          first
              .proxy("web", web.address())
              .protocol("http")
              .mix(Mix.parse("30:error,10:abort"))
              .start();
      List<Integer> statuses = statuses(recorded, 30);
      assertThat(statuses).contains(200).anyMatch(status -> status >= 500);

      try (Galopin second = Galopin.replay(first.recording())) {
        Proxy again = second.proxy("web", web.address()).protocol("http").start();

        assertThat(second.seed()).isEqualTo(7);
        assertThat(statuses(again, 30)).isEqualTo(statuses);
        assertThat(shown(second)).isEqualTo(shown(first));
        assertThat(second.missing()).isEmpty();
      }
    }
  }

  @Test
  void readsTheJournalOfTheCommandLine(@TempDir Path folder) throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    Files.writeString(
        journal,
        """
        {"number": 1, "time": "2026-11-21T08:00:00Z", "seed": 9, "origin": "injected", "proxy": "web", "connection": 2, "exchange": 1, "direction": "upstream", "rule": "", "plugin": "error", "decision": "fail 503", "request": "GET /1", "done": DONE}
        """
            .replace("DONE", done()));
    Recording recording = Recording.read(journal, Map.of("web", "http"));

    try (Galopin galopin = Galopin.replay(recording)) {
      Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();
      assertThat(galopin.seed()).isEqualTo(9);
      assertThat(galopin.missing())
          .containsExactly("web: connection 2, exchange 1 did not happen: GET /1");
      assertThat(statuses(proxy, 3)).containsExactly(200, 503, 200);
      assertThat(galopin.missing()).isEmpty();
    }
  }

  private static String done() {
    return "{\"hook\": \"before\", \"action\": \"fail\", \"failure\": \"error\", \"options\": {\"status\": 503}}";
  }

  @Test
  void refusesWhatIsNoJournal(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "hello\n");

    assertThatThrownBy(() -> Recording.read(file, Map.of()))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("notes.txt:1");
    assertThatThrownBy(() -> Recording.read(folder.resolve("none"), Map.of()))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("expected: a journal written by --journal");
  }

  @Test
  void refusesAProxyAtWhichRequestsCannotBeFoundAgain() {
    try (Galopin first = Galopin.start(7)) {
      first
          .proxy("web", web.address())
          .protocol("http")
          .drawBy("http.path")
          .mix(Mix.parse("30:error"))
          .start();
      Recording recording = first.recording();

      try (Galopin second = Galopin.replay(recording)) {
        assertThatThrownBy(() -> second.proxy("web", web.address()).protocol("http").start())
            .isInstanceOf(GalopinException.class)
            .hasMessage(
                "proxy web: draw-by: connection (expected: http.path, as in the recorded run)");
        assertThatThrownBy(() -> second.proxy("web", web.address()).start())
            .isInstanceOf(GalopinException.class)
            .hasMessage("proxy web: protocol: tcp (expected: http, as in the recorded run)");
        second.proxy("web", web.address()).protocol("http").drawBy("http.path").start();
        second.proxy("other", web.address()).start();
      }
    }
  }

  /** A journal need not say what draws were keyed by. */
  @Test
  void refusesAProxyThatTellsNoRequestsApartWhereTheRecordDoes(@TempDir Path folder)
      throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    Files.writeString(
        journal,
        """
        {"number":1,"seed":9,"origin":"injected","proxy":"web","connection":1,"exchange":1,"identity":"/0","rule":"","plugin":"error","request":"GET /0","done":DONE}
        """
            .replace("DONE", done()));
    Recording recording = Recording.read(journal, Map.of("web", "http"));

    assertThat(recording.size()).isEqualTo(1);
    try (Galopin galopin = Galopin.replay(recording)) {
      assertThatThrownBy(() -> galopin.proxy("web", web.address()).protocol("http").start())
          .isInstanceOf(GalopinException.class)
          .hasMessage("proxy web: drawBy: missing (expected: what the recorded run had)");
      Proxy proxy =
          galopin.proxy("web", web.address()).protocol("http").drawBy("http.path").start();
      assertThat(statuses(proxy, 2)).containsExactly(503, 200);
    }
  }

  @Test
  void takesProtocolsFromTheFile(@TempDir Path folder) throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    Files.writeString(
        journal,
        """
        {"origin":"run","seed":9,"version":"1","proxies":[{"name":"web","listen":"localhost:1","upstream":"localhost:2","protocol":"http"}]}
        {"number":1,"seed":9,"origin":"injected","proxy":"web","connection":1,"exchange":1,"rule":"","plugin":"error","request":"GET /0","done":DONE}
        """
            .replace("DONE", done()));

    try (Galopin galopin = Galopin.replay(Recording.read(journal))) {
      Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();
      assertThat(statuses(proxy, 2)).containsExactly(503, 200);
      assertThat(galopin.missing()).isEmpty();
    }
  }

  @Test
  void readsTheFaultOfALayerAndAsksForThatLayer(@TempDir Path folder) throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    Files.writeString(
        journal,
        """
        {"origin":"run","seed":9,"version":"1","proxies":[{"name":"web","listen":"localhost:1","upstream":"localhost:2","protocol":"tcp","layers":["http"]}]}
        {"number":1,"seed":9,"origin":"injected","proxy":"web","connection":1,"layer":"http","exchange":0,"rule":"","plugin":"error","request":"HELLO","done":DONE}
        """
            .replace("DONE", done()));
    Recording recording = Recording.read(journal);

    assertThat(recording.size()).isEqualTo(1);
    try (Galopin galopin = Galopin.replay(recording)) {
      assertThatThrownBy(() -> galopin.proxy("web", web.address()).start())
          .isInstanceOf(GalopinException.class)
          .hasMessage("proxy web: layers: none (expected: http, as in the recorded run)");
    }
  }
}
