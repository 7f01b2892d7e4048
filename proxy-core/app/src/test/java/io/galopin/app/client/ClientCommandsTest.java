package io.galopin.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what each command asks of the server, and what it prints. */
class ClientCommandsTest {

  private static final String LATENCY =
      """
      {"attributes":{"latency":1000,"jitter":0},"name":"slow","type":"latency",\
      "stream":"downstream","toxicity":1}\
      """;

  private static final String SLICER =
      """
      {"attributes":{"average_size":64},"name":"cut","type":"slicer",\
      "stream":"upstream","toxicity":0.25}\
      """;

  private static final String WEB =
      """
      {"name":"web","listen":"127.0.0.1:8001","upstream":"localhost:3000","enabled":true,\
      "toxics":[%s,%s]}\
      """
          .formatted(SLICER, LATENCY);

  private static final String DATABASE =
      """
      {"name":"database","listen":"127.0.0.1:8002","upstream":"localhost:5432","enabled":false,\
      "toxics":[]}\
      """;

  private static final String BOTH = "{\"database\":%s,\"web\":%s}".formatted(DATABASE, WEB);

  private RecordingServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RecordingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran galopin(String words) {
    return Ran.galopin((words + " --host " + server.url()).split(" "));
  }

  private Ran onTerminal(String words) {
    return Ran.onTerminal((words + " --host " + server.url()).split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          list                             | GET /proxies
          l                                | GET /proxies
          li                               | GET /proxies
          ls                               | GET /proxies
          inspect web                      | GET /proxies/web
          i web                            | GET /proxies/web
          ins a/b?ü                        | GET /proxies/a%2Fb%3F%C3%BC
          create web -l :0 -u b:1          | POST /proxies {"name":"web","listen":":0","upstream":"b:1","enabled":true}
          c -l :0 --upstream=b:1 web       | POST /proxies {"name":"web","listen":":0","upstream":"b:1","enabled":true}
          new web -listen :0 -upstream b:1 | POST /proxies {"name":"web","listen":":0","upstream":"b:1","enabled":true}
          create web -l :0 -u b:1 --protocol http --behavior 5:error | POST /proxies {"name":"web","listen":":0","upstream":"b:1","enabled":true,"protocol":"http","behaviors":"5:error"}
          create web -l :0 -u b:1 --rule error --rule hang | POST /proxies {"name":"web","listen":":0","upstream":"b:1","enabled":true,"rules":["error","hang"]}
          delete web                       | DELETE /proxies/web
          journal --after 7                | GET /journal?limit=1000&after=7
          journal --proxy a&b              | GET /journal?limit=1000&after=0&proxy=a%26b
          d web                            | DELETE /proxies/web
          reset                            | POST /reset
          toxic remove web -n slow         | DELETE /proxies/web/toxics/slow
          t r web --toxicName slow         | DELETE /proxies/web/toxics/slow
          t d web -toxicName slow          | DELETE /proxies/web/toxics/slow
          toxic delete --name slow web     | DELETE /proxies/web/toxics/slow
          behavior list                    | GET /behaviors
          behavior get                     | GET /behavior
          behavior get --proxy web         | GET /proxies/web/behavior
          behavior set hang                | PUT /behavior {"name":"hang"}
          behavior set delay -o sleep=2    | PUT /behavior {"sleep":2,"name":"delay"}
          behavior set hang --proxy web    | PUT /proxies/web/behavior {"name":"hang"}
          rules show web                   | GET /proxies/web/rules
          rules set web                    | PUT /proxies/web/rules {"rules":[]}
          rules set web error 5%delay      | PUT /proxies/web/rules {"rules":["error","5%delay"]}
          rules on web slow                | POST /proxies/web/rules/slow {"enabled":true}
          rules off web a/b                | POST /proxies/web/rules/a%2Fb {"enabled":false}
          behavior set 20:delay,5:error --option delay.sleep=0.5 --option delay.before=false | PUT /behavior {"delay":{"sleep":0.5,"before":"false"},"name":"20:delay,5:error"}
          """)
  void asksTheServer(String words, String call) {
    server.reply(200, "{}");

    assertThat(galopin(words).exitCode()).isZero();

    assertThat(server.last()).isEqualTo(call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -t latency -a latency=1000                | {"type":"latency","stream":"downstream","attributes":{"latency":1000}}
          --type noop -d                            | {"type":"noop","stream":"downstream","attributes":{}}
          -type noop --upstream -n up               | {"type":"noop","stream":"upstream","name":"up","attributes":{}}
          -t noop -u --toxicity 0.5                 | {"type":"noop","stream":"upstream","toxicity":0.5,"attributes":{}}
          -t noop --tox 0                           | {"type":"noop","stream":"downstream","toxicity":0,"attributes":{}}
          -t noop -tox=1.0                          | {"type":"noop","stream":"downstream","toxicity":1.0,"attributes":{}}
          -t latency -a latency=1,jitter=2          | {"type":"latency","stream":"downstream","attributes":{"latency":1,"jitter":2}}
          -t noop --when connection=3 --trigger once | {"type":"noop","stream":"downstream","attributes":{},"when":"connection=3","trigger":"once"}
          -t x -a a=1 -a b=-2.5 -attribute c=x=y,z  | {"type":"x","stream":"downstream","attributes":{"a":1,"b":-2.5,"c":"x=y,z"}}
          """)
  void addsAToxic(String words, String body) {
    server.reply(200, LATENCY);

    assertThat(galopin("toxic add web " + words).exitCode()).isZero();

    assertThat(server.last()).isEqualTo("POST /proxies/web/toxics " + body);
  }

  @Test
  void updatesWhatIsGivenOfAToxic() {
    server.reply(200, LATENCY).reply(200, LATENCY);

    galopin("toxic update web -n slow -a jitter=25");
    assertThat(server.last())
        .isEqualTo("POST /proxies/web/toxics/slow {\"attributes\":{\"jitter\":25}}");

    galopin("t u web -n slow --toxicity 0.1");
    assertThat(server.last())
        .isEqualTo("POST /proxies/web/toxics/slow {\"toxicity\":0.1,\"attributes\":{}}");
  }

  @Test
  void togglesToTheOtherState() {
    server.reply(200, WEB).reply(200, WEB.replace("true", "false"));

    Ran ran = galopin("toggle web");

    assertThat(server.asked())
        .extracting(RecordingServer.Asked::call)
        .containsExactly("GET /proxies/web", "POST /proxies/web");
    assertThat(server.last()).endsWith("{\"enabled\":false}");
    assertThat(ran.out())
        .isEqualToIgnoringNewLines("web\t127.0.0.1:8001\tlocalhost:3000\tdisabled\t2");
  }

  @Test
  void sendsAFileAsItIs(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("proxies.json");
    Files.writeString(file, "[{\"name\": \"web\",\n\"toxics\": [" + LATENCY + "]}]");
    server.reply(201, "{\"proxies\":[" + WEB + "]}");

    Ran ran = galopin("populate " + file);

    assertThat(server.last())
        .isEqualTo("POST /populate [{\"name\":\"web\",\"toxics\":[" + LATENCY + "]}]");
    assertThat(ran.out())
        .isEqualToIgnoringNewLines("web\t127.0.0.1:8001\tlocalhost:3000\tenabled\t2");
  }

  @Test
  void listsInColumnsInAPipe() {
    server.reply(200, BOTH);

    assertThat(galopin("list").out().lines())
        .containsExactly(
            "database\t127.0.0.1:8002\tlocalhost:5432\tdisabled\t0",
            "web\t127.0.0.1:8001\tlocalhost:3000\tenabled\t2");
  }

  @Test
  void listsInATableOnATerminal() {
    server.reply(200, BOTH);

    String out = onTerminal("list").out();

    assertThat(out).contains("\u001B[32menabled\u001B[0m", "\u001B[31mdisabled\u001B[0m");
    assertThat(withoutColors(out))
        .containsExactly(
            "NAME      LISTEN          UPSTREAM        STATE     TOXICS",
            "database  127.0.0.1:8002  localhost:5432  disabled  -",
            "web       127.0.0.1:8001  localhost:3000  enabled   2");
  }

  @Test
  void saysHowToMakeAProxyWhenThereIsNone() {
    server.reply(200, "{}").reply(200, "{}");

    assertThat(onTerminal("list").out()).contains("no proxies; galopin create NAME ");
    assertThat(galopin("list").out()).isEmpty();
  }

  @Test
  void showsToxicsByStreamOnATerminal() {
    server.reply(200, WEB).reply(200, DATABASE);

    assertThat(withoutColors(onTerminal("inspect web").out()))
        .containsExactly(
            "web  127.0.0.1:8001 → localhost:3000  enabled",
            "",
            "NAME  TYPE    STREAM    TOXICITY  ATTRIBUTES",
            "cut   slicer  upstream  0.25      average_size=64",
            "",
            "NAME  TYPE     STREAM      TOXICITY  ATTRIBUTES",
            "slow  latency  downstream  1         jitter=0,latency=1000");
    assertThat(withoutColors(onTerminal("inspect database").out()))
        .endsWith("", "no upstream toxics", "", "no downstream toxics");
  }

  @Test
  void showsToxicsInColumnsInAPipe() {
    server.reply(200, WEB);

    assertThat(galopin("inspect web").out().lines())
        .containsExactly(
            "cut\tslicer\tupstream\t0.25\taverage_size=64",
            "slow\tlatency\tdownstream\t1\tjitter=0,latency=1000");
  }

  @Test
  void tellsAPersonWhatHasChanged() {
    server.reply(201, WEB).reply(200, LATENCY).reply(200, LATENCY).reply(204, "").reply(204, "");
    String created = onTerminal("create web -l localhost:0 -u localhost:3000").out();

    assertThat(withoutColors(created))
        .containsExactly("created web  127.0.0.1:8001 → localhost:3000  enabled");
    assertThat(onTerminal("toxic add web -t latency").out()).startsWith("added slow to web");
    assertThat(onTerminal("toxic update web -n slow").out()).startsWith("changed slow of web");
    assertThat(onTerminal("toxic remove web -n slow").out()).startsWith("removed slow from web");
    assertThat(onTerminal("delete web").out()).startsWith("deleted web");
  }

  @Test
  void showsBehaviors() {
    server
        .reply(200, "{\"behaviors\":[\"abort\",\"delay\"]}")
        .reply(200, "{\"behavior\":\"20:delay\"}")
        .reply(200, "{\"status\":\"ok\"}");

    assertThat(galopin("behavior list").out().lines()).containsExactly("abort", "delay");
    assertThat(galopin("behavior get").out()).isEqualToIgnoringNewLines("20:delay");
    assertThat(galopin("behavior set 20:delay").out())
        .isEqualToIgnoringNewLines("the behavior is 20:delay");
  }

  private static final String RULES =
      """
      {"rules":[{"name":"orders","enabled":false,"text":"first 3 error","counters":{"seen":14,\
      "matched":0,"fired":0,"without-effect":0,"nearest-miss":"exchange: 1 (expected: exchange=2)"}}],\
      "mix":{"text":"20:delay","counters":{"seen":9,"matched":9,"fired":2,"without-effect":1}}}\
      """;

  @Test
  void showsRulesWithWhatTheyCounted() {
    server.reply(200, RULES).reply(200, RULES).reply(200, "{\"rules\":[]}");

    assertThat(galopin("rules show web").out().lines())
        .containsExactly(
            "orders\toff\t14\t0\t0\t0\tfirst 3 error\texchange: 1 (expected: exchange=2)",
            "mix\ton\t9\t9\t2\t1\t20:delay\t");
    assertThat(withoutColors(onTerminal("rules show web").out()))
        .containsExactly(
            "NAME    STATE  SAW  MATCHED  FIRED  NO EFFECT  RULE           NEAREST MISS",
            "orders  off    14   0        0      0          first 3 error  exchange: 1 (expected:"
                + " exchange=2)",
            "mix     on     9    9        2      1          20:delay       -");
    assertThat(onTerminal("rules show web").out()).contains("no rules");
  }

  @Test
  void tellsAPersonWhenARuleIsSwitched() {
    server.reply(200, "{\"name\":\"orders\"}");

    assertThat(onTerminal("rules off web orders").out()).startsWith("orders is off");
  }

  @Test
  void showsAPersonOnWhichConnectionsAToxicActs() {
    String inspected =
        """
        {"name":"web","toxics":[{"name":"cut","type":"noop","stream":"upstream","toxicity":1,\
        "attributes":{},"when":"connection=3","trigger":"once"}]}\
        """;
    server.reply(200, inspected).reply(200, inspected);

    assertThat(onTerminal("inspect web").out()).contains("when connection=3 once");
    assertThat(galopin("inspect web").out()).isEqualToIgnoringNewLines("cut\tnoop\tupstream\t1\t");
  }

  @Test
  void printsTheReplyAsJsonOnATerminalToo() {
    server.reply(200, BOTH).reply(200, WEB).reply(200, "{\"behavior\":\"hang\"}").reply(204, "");

    assertThat(galopin("list --json").out()).isEqualToIgnoringNewLines(BOTH);
    assertThat(onTerminal("inspect web --json").out()).isEqualToIgnoringNewLines(WEB);
    assertThat(galopin("behavior get --json").out()).contains("{\"behavior\":\"hang\"}");
    assertThat(galopin("delete web --json").out()).isEmpty();
  }

  @Test
  void showsNothingThatATerminalWouldObey() {
    server.reply(200, "{\"x\":{\"name\":\"a\\u001b[2Jb\\tc\\n\",\"toxics\":[]}}");

    assertThat(galopin("list").out().lines()).containsExactly("a?[2Jb?c?\t\t\tdisabled\t0");
  }

  private static List<String> withoutColors(String out) {
    return out.replaceAll("\u001B\\[\\d+m", "").lines().toList();
  }

  private static final String LATENCY_PLUGIN =
      """
      {"toxics":[{"name":"latency","options":[{"name":"latency"},{"name":"jitter"}]},\
      {"name":"noop","options":[]}]}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          toxic add web -t latency -a latncy=100  | --attribute: latncy: no attribute of latency (expected: latency? one of latency, jitter)
          toxic add web -t noop -a rate=100       | --attribute: rate: no attribute of noop (expected: none)
          toxic update web -n slow -a Jiter=100   | --attribute: Jiter: no attribute of latency (expected: jitter? one of latency, jitter)
          """)
  void refusesAttributesThatTheTypeDoesNotHave(String words, String sentence) {
    server.knows("/plugins", LATENCY_PLUGIN).knows("/proxies/web/toxics/slow", LATENCY);

    Ran ran = galopin(words);

    assertThat(ran.err()).isEqualToIgnoringNewLines("galopin: " + sentence);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void letsAServerThatDoesNotTellJudgeAttributes() {
    server.reply(200, LATENCY);

    assertThat(galopin("toxic add web -t latency -a latncy=100").exitCode()).isZero();
  }

  private static final String BEHAVIORS =
      """
      {"main":{"name":"main","behaviors":{"error":5,"delay":{"weight":20,"sleep":"2 s"}}},\
      "other":{"name":"other"}}\
      """;

  @Test
  void showsTheOptionsOfBehaviorsToAPersonAndAsJson() {
    String mix = "{\"behavior\":\"20:delay,5:error\"}";
    server.reply(200, mix).reply(200, BEHAVIORS).reply(200, mix).reply(200, BEHAVIORS);

    assertThat(onTerminal("behavior get").out().lines())
        .containsExactly("20:delay,5:error", "  delay  sleep=2 s");
    assertThat(galopin("behavior get --json").out())
        .isEqualToIgnoringNewLines(
            "{\"behavior\":\"20:delay,5:error\",\"options\":{\"delay\":{\"sleep\":\"2 s\"}}}");
  }

  @Test
  void showsNoOptionsWhereThereAreNoneOrTheServerDoesNotTell() {
    server.reply(200, "{\"behavior\":\"hang\"}").reply(404, "");
    assertThat(onTerminal("behavior get").out()).isEqualToIgnoringNewLines("hang");

    server.reply(200, "{\"behavior\":\"20:delay,5:error\"}");
    assertThat(galopin("behavior get").out()).isEqualToIgnoringNewLines("20:delay,5:error");
  }
}
