package io.galopin.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.Ran;
import io.galopin.app.console.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands that impair send to a server that answers as Toxiproxy does. */
class ImpairToxiproxyTest {

  private static final String TOXIC =
      """
      {"attributes":{"latency":5,"jitter":0},"name":"impair-latency-up","type":"latency",\
      "stream":"upstream","toxicity":1}\
      """;
  private static final String VERSION = "{\"version\":\"2.12.0\"}";

  private RecordingServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RecordingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String proxies(boolean enabled, String toxics) {
    return """
    {"redis":{"name":"redis","listen":"[::]:1","upstream":"a:1","enabled":%s,"toxics":[%s]}}\
    """
        .formatted(enabled, toxics);
  }

  private Ran galopin(String words) {
    return Ran.galopin((words + " --host " + server.url()).split(" "));
  }

  @Test
  void addsAToxicWithoutWhatItDoesNotKnow() {
    server.reply(200, proxies(true, "")).reply(200, VERSION).reply(200, TOXIC);

    assertThat(galopin("impair latency 5").out().strip()).isEqualTo("redis: latency 5 ms, up");
    assertThat(server.last())
        .isEqualTo(
            "POST /proxies/redis/toxics {\"name\":\"impair-latency-up\",\"type\":\"latency\","
                + "\"stream\":\"upstream\",\"attributes\":{\"latency\":5,\"jitter\":0}}");
  }

  @Test
  void updatesAToxicThatIsThere() {
    server.reply(200, proxies(true, TOXIC)).reply(200, VERSION).reply(200, TOXIC);

    assertThat(galopin("impair latency 5").out()).startsWith("redis: updated: ");
    assertThat(server.last())
        .isEqualTo(
            "POST /proxies/redis/toxics/impair-latency-up"
                + " {\"attributes\":{\"latency\":5,\"jitter\":0}}");
  }

  @Test
  void addsAToxicThatEndsBeforeItIsUpdated() {
    server.reply(200, proxies(true, TOXIC)).reply(200, VERSION);
    server.reply(404, "{\"error\":\"toxic not found\"}").reply(200, TOXIC);

    assertThat(galopin("impair latency 5").exitCode()).isZero();
    assertThat(server.last()).startsWith("POST /proxies/redis/toxics {\"name\"");
  }

  @Test
  void updatesAToxicThatAnotherCommandHasAddedMeanwhile() {
    server.reply(200, proxies(true, "")).reply(200, VERSION);
    server.reply(409, "{\"error\":\"toxic already exists\"}").reply(200, TOXIC);

    assertThat(galopin("impair latency 5").exitCode()).isZero();
    assertThat(server.last())
        .isEqualTo(
            "POST /proxies/redis/toxics/impair-latency-up"
                + " {\"attributes\":{\"latency\":5,\"jitter\":0}}");
  }

  @ParameterizedTest
  @CsvSource({
    "latency, 404, 0, redis: cleared latency",
    "latency, 204, 0, redis: cleared latency",
    "latency, 500, 1, ''",
    "flap, 404, 0, redis: cleared flap",
    "flap, 500, 1, ''",
    "profile, 404, 0, redis: cleared profile",
    "profile, 500, 1, ''"
  })
  void whatHasEndedMeanwhileIsClearedAndOtherRefusalsAreFailures(
      String what, int status, int exitCode, String said) {
    String proxy = proxies(true, TOXIC).replaceFirst("\"name\"", "\"flap\":{},\"profile\":{},$0");
    server.reply(200, proxy).reply(200, "{\"version\":\"2.12.0\",\"galopin\":\"0.1.0\"}");
    server.reply(status, status == 204 ? "" : "{\"error\":\"no\"}");

    Ran ran = galopin("impair clear " + what);

    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
    assertThat(ran.out().strip()).isEqualTo(said);
    assertThat(server.last()).startsWith("DELETE /proxies/redis/");
  }

  @Test
  void makesAProfileOfLatencyAndBandwidthAndSaysWhatIsMissing() {
    server.reply(200, proxies(true, "")).reply(200, VERSION).reply(200, VERSION);
    for (int i = 0; i < 4; i++) {
      server.reply(200, TOXIC);
    }

    assertThat(galopin("impair profile 3g").out().strip())
        .isEqualTo("redis: profile 3g, without its loss, which a Toxiproxy does not have");
    assertThat(server.asked())
        .extracting(RecordingServer.Asked::toString)
        .anyMatch(
            call ->
                call.contains(
                    "{\"name\":\"impair-profile-bandwidth-up\",\"type\":\"bandwidth\","
                        + "\"stream\":\"upstream\",\"attributes\":{\"rate\":96}}"));
    assertThat(server.last())
        .isEqualTo(
            "POST /proxies/redis/toxics {\"name\":\"impair-profile-latency-down\","
                + "\"type\":\"latency\",\"stream\":\"downstream\",\"attributes\":"
                + "{\"latency\":150,\"jitter\":150}}");
  }

  @Test
  void refusesAnEnd() {
    server.reply(200, proxies(true, "")).reply(200, VERSION);

    Ran ran = galopin("impair outage --for 5s");

    assertThat(ran.exitCode()).isEqualTo(Command.FAILED);
    assertThat(ran.err()).contains("--for: the server keeps no ends");
    assertThat(server.last()).isEqualTo("GET /version");
  }

  @Test
  void flapsByItself() {
    server.reply(200, proxies(true, "")).reply(200, VERSION).replyAlways(200, "{}");

    Ran ran = galopin("impair flap --mode refuse --up 1 --down 1 --iterations 2");

    assertThat(ran.out().lines())
        .containsExactly(
            "redis: down (cycle 1)",
            "redis: up (cycle 1)",
            "redis: down (cycle 2)",
            "redis: up (cycle 2)",
            "redis: flap ended");
    assertThat(server.asked().stream().skip(2).map(RecordingServer.Asked::body))
        .containsExactly(
            "{\"enabled\":false}",
            "{\"enabled\":true}",
            "{\"enabled\":false}",
            "{\"enabled\":true}");
  }

  /** One of two cannot go down. Then the other one must not stay down. */
  @Test
  void endsAFlapThatFails() {
    String other = proxies(true, "").replaceFirst("^\\{", ",").replace("redis", "web");
    server.reply(200, proxies(true, "").replaceFirst("}\\s*$", other)).reply(200, VERSION);
    server.reply(200, "{}").reply(500, "{\"error\":\"broken\"}").replyAlways(200, "{}");

    Ran ran = galopin("impair flap --all --mode refuse --up 1 --down 1 --iterations 1");

    assertThat(ran.exitCode()).isEqualTo(Command.FAILED);
    assertThat(ran.err()).contains("broken");
    assertThat(server.asked().stream().skip(2).map(asked -> asked.call() + " " + asked.body()))
        .containsExactly(
            "POST /proxies/redis {\"enabled\":false}",
            "POST /proxies/web {\"enabled\":false}",
            "POST /proxies/redis {\"enabled\":true}",
            "POST /proxies/web {\"enabled\":true}");
  }

  @Test
  void addsAndRemovesToxicsInAFlap() {
    String toxic = TOXIC.replace("impair-latency-up", "flap-timeout-up");
    String now = "{\"name\":\"redis\",\"toxics\":[%s]}";
    server.reply(200, proxies(true, "")).reply(200, VERSION);
    server.reply(200, now.formatted("")).reply(200, toxic);
    server.reply(200, now.formatted(toxic)).reply(204, "");

    String out = galopin("impair flap --up 1 --down 1 --iterations 1 --direction up").out();

    assertThat(out).endsWith("redis: flap ended\n");
    assertThat(server.asked().stream().skip(2).map(RecordingServer.Asked::call))
        .containsExactly(
            "GET /proxies/redis",
            "POST /proxies/redis/toxics",
            "GET /proxies/redis",
            "DELETE /proxies/redis/toxics/flap-timeout-up");
  }

  @Test
  void refusesToLeaveAFlapBehind() {
    server.reply(200, proxies(true, "")).reply(200, VERSION);

    assertThat(galopin("impair flap --detach").err())
        .contains("--detach: the server cannot flap itself");
  }

  @Test
  void clearsAnOutageAndShowsStatus() {
    server.reply(200, proxies(false, TOXIC)).reply(200, VERSION).reply(204, "").reply(200, "{}");

    assertThat(galopin("impair clear").out().strip()).isEqualTo("redis: cleared latency, outage");
    assertThat(server.last()).isEqualTo("POST /proxies/redis {\"enabled\":true}");

    server.reply(200, proxies(false, TOXIC));
    assertThat(galopin("status").out().lines())
        .containsExactly(
            "redis\tdisabled\toutage\t\t\t",
            "redis\tdisabled\tlatency upstream jitter=0,latency=5\t\t\t");
  }
}
