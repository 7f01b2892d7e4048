package io.galopin.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.Ran;
import io.galopin.app.client.command.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests {@code galopin exchanges}. */
class ShowExchangesTest {

  private static final String SLOW =
      """
      {"time":"2026-11-20T23:28:01.118625Z","proxy":"web","protocol":"http","connection":1,\
      "exchange":3,"client":"127.0.0.1:40001","request":"GET /cart","reply":"200 OK",\
      "how":"replied","error":false,"ms":2012.345,"backend-ms":11.940,"added-ms":2000.000,\
      "in":120,"out":4567,"faults":[{"rule":"slow","behavior":"delay","did":"delay 2 s"}]}\
      """;

  private static final String UNANSWERED =
      """
      {"time":"2026-11-20T23:28:02.000001Z","proxy":"db","protocol":"redis","connection":2,\
      "exchange":1,"client":"127.0.0.1:40002","request":"GET \\u001b[2J","reply":"",\
      "how":"unanswered","error":false,"ms":0.400,"added-ms":0.100,"in":20,"out":0,\
      "faults":[]}\
      """;

  private static final String LOST = "{\"time\":\"2026-11-20T23:28:03.000000Z\",\"lost\":12}";

  private RecordingServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RecordingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran galopin(String... words) {
    return Ran.galopin(with(words));
  }

  private String onTerminal(String... words) {
    return Ran.onTerminal(with(words)).out().replaceAll("\u001b\\[\\d+m", "");
  }

  private String[] with(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--host", server.url()));
    return all.toArray(String[]::new);
  }

  @Test
  void printsLinesForAPersonUntilThereAreEnough() {
    server.reply(200, "\n" + SLOW + "\n\n" + UNANSWERED + "\n" + SLOW + "\n");

    assertThat(onTerminal("exchanges", "--count", "2").lines())
        .containsExactly(
            "23:28:01.118 web #1/3 GET /cart → 200 OK 2012 ms (backend 11.9) ● delay 2 s",
            "23:28:02.000 db #2/1 GET ?[2J → no reply 0.4 ms");
  }

  @Test
  void keepsToTheWidthOfATerminal() {
    String wide = SLOW.replace("/cart", "/orders/" + "0123456789".repeat(20));
    server.reply(200, wide.replace("200 OK", "200 " + "OK ".repeat(99)) + "\n");

    List<String> lines = onTerminal("exchanges", "--count", "1").lines().toList();

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).hasSize(80).contains("GET /or…", " → 200 ", "ms (backend 11.9) ● ");
  }

  @Test
  void printsColumnsInAPipe() {
    server.reply(200, SLOW + "\n" + UNANSWERED + "\n");

    assertThat(galopin("exchanges", "--count", "2").out().lines())
        .containsExactly(
            "2026-11-20T23:28:01.118625Z\tweb\thttp\t1\t3\t127.0.0.1:40001\tGET /cart\t200 OK"
                + "\treplied\tfalse\t2012.345\t11.94\t2000\t120\t4567\tdelay 2 s (delay by rule"
                + " slow)",
            "2026-11-20T23:28:02.000001Z\tdb\tredis\t2\t1\t127.0.0.1:40002\tGET ?[2J\t\tunanswered"
                + "\tfalse\t0.4\t\t0.1\t20\t0\t");
  }

  @Test
  void printsTheServersLinesAsJson() {
    server.reply(200, SLOW + "\n" + LOST + "\n" + UNANSWERED + "\n");

    assertThat(galopin("exchanges", "--json", "--count", "2").out().lines())
        .containsExactly(SLOW, LOST, UNANSWERED);
  }

  @Test
  void saysHowManyAreMissing() {
    server.reply(200, LOST + "\n" + SLOW + "\n");

    Ran ran = galopin("exchanges", "--count", "1");

    assertThat(ran.err()).contains("12 exchanges are not shown");
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void asksForWhatIsWanted() {
    server.replyAlways(200, SLOW + "\n");

    galopin("exchanges", "--count", "1");
    galopin("exchanges", "--when", "http.path=/a&b 50%", "--proxy", "my web", "--count", "1");

    assertThat(server.asked())
        .map(RecordingServer.Asked::call)
        .containsExactly(
            "GET /exchanges", "GET /exchanges?when=http.path%3D%2Fa%26b+50%25&proxy=my+web");
  }

  @Test
  void failsWhenTheServerEnds() {
    server.reply(200, SLOW + "\n");

    Ran ran = galopin("exchanges");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.err()).contains(server.url() + ": the server has ended the reply");
  }

  @Test
  void failsWhenItHasNotReadForTooLong() {
    server.reply(200, "{\"dropped\":\"this client has read nothing for 15 s; follow again\"}\n");

    Ran ran = galopin("exchanges");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("this client has read nothing for 15 s; follow again");
  }

  @Test
  void saysWhatTheServerRefuses() {
    server.reply(400, "{\"error\":\"when: x (expected: a condition)\",\"status\":400}");

    Ran ran = galopin("exchanges", "--when", "x");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("when: x (expected: a condition)");
  }

  @Test
  void refusesCountsThatAreNone() {
    for (String count : List.of("0", "-1", "many")) {
      Ran ran = galopin("exchanges", "--count", count);

      assertThat(ran.exitCode()).as(count).isEqualTo(2);
      assertThat(ran.err())
          .contains("--count: " + count + " (expected: a whole number, 1 or more)");
    }
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void sendsTheToken() {
    server.replyAlways(200, SLOW + "\n");
    Ran.command(
        new ClientProgram(
            new ShowExchanges(), ServerAddress.VAURIEN, Map.of(ServerAddress.TOKEN, "secret")),
        with("--count", "1"));

    assertThat(server.asked().get(0).authorization()).isEqualTo("Bearer secret");
  }
}
