package io.galopin.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.Ran;
import io.galopin.app.client.command.ServerAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests {@code galopin journal}. */
class ShowJournalTest {

  private static final String DELAY =
      """
      {"number":7,"time":"2026-11-20T23:28:01.118625009Z","seed":42,"origin":"injected","proxy":"web",\
      "connection":1,"exchange":3,"direction":"upstream","rule":"slow","plugin":"delay",\
      "decision":"delay 2 s","request":"GET /cart","done":{"hook":"before","delay":"2 s"}}""";

  private static final String REFUSED =
      """
      {"number":8,"time":"2026-11-20T23:28:02.5Z","seed":42,"origin":"network","proxy":"web",\
      "connection":2,"exchange":0,"direction":"upstream","rule":"","plugin":"",\
      "decision":"refused: \\u001b[2J","request":""}""";

  private RecordingServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RecordingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String page(long last, long gone, String... entries) {
    return "{\"seed\":42,\"entries\":["
        + String.join(",", entries)
        + "],\"last\":"
        + last
        + ",\"let-go\":"
        + gone
        + "}";
  }

  private Ran galopin(String... words) {
    return Ran.galopin(with(words));
  }

  private String[] with(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--host", server.url()));
    return all.toArray(String[]::new);
  }

  @Test
  void printsColumnsInAPipe() {
    server.reply(200, page(8, 0, DELAY, REFUSED)).reply(200, page(8, 0));

    assertThat(galopin("journal").out().lines())
        .containsExactly(
            "7\t2026-11-20T23:28:01.118625009Z\tinjected\tweb\t1\t3\tupstream\tslow\tdelay\tdelay 2 s"
                + "\tGET /cart",
            "8\t2026-11-20T23:28:02.5Z\tnetwork\tweb\t2\t0\tupstream\t\t\trefused: ?[2J\t");
  }

  @Test
  void printsLinesForAPerson() {
    server.reply(200, page(8, 0, DELAY, REFUSED)).reply(200, page(8, 0));

    assertThat(Ran.onTerminal(with("journal")).out().replaceAll("\u001b\\[\\d+m", "").lines())
        .containsExactly(
            "23:28:01.118 web #1/3 GET /cart: delay 2 s (delay by rule slow)",
            "23:28:02.5 web #2 refused: ?[2J (network)");
  }

  @Test
  void printsEachEntryAsALineOfJson() {
    server.reply(200, page(7, 0, DELAY)).reply(200, page(7, 0));

    assertThat(galopin("journal", "--json").out()).isEqualToIgnoringNewLines(DELAY);
  }

  @Test
  void saysHowManyEntriesAreGone() {
    server.reply(200, page(7, 6, DELAY)).reply(200, page(7, 6));

    assertThat(galopin("journal").err()).contains("6 older entries are gone");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(galopin("journal", "--after", "-1").err())
        .contains("--after: -1 (expected: a whole number, 0 or more)");
  }

  @Test
  void followsAcrossARestartOfTheServer() {
    server
        .reply(200, page(8, 0, DELAY, REFUSED))
        .reply(200, page(8, 0))
        // A new server has one entry, so a larger number must be from an earlier run.
        .reply(200, page(1, 0))
        .reply(200, page(1, 0, REFUSED.replace("8,", "1,")))
        .reply(200, page(1, 0));
    Queue<Boolean> more = new ArrayDeque<>(List.of(true, true, false));
    ClientProgram following =
        new ClientProgram(new ShowJournal(pace -> more.remove()), ServerAddress.VAURIEN, Map.of());

    Ran ran = Ran.command(following, with("--follow"));

    assertThat(ran.out().lines()).hasSize(3);
    assertThat(server.asked())
        .extracting(RecordingServer.Asked::call)
        .containsExactly(
            "GET /journal?limit=1000&after=0",
            "GET /journal?limit=1000&after=8",
            "GET /journal?limit=1000&after=8",
            "GET /journal?limit=1000&after=0",
            "GET /journal?limit=1000&after=1");
  }
}
