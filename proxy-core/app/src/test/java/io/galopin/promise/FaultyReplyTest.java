package io.galopin.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Journal;
import io.galopin.promise.WireClient.End;
import io.galopin.promise.WireClient.Heard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what behaviors do to replies of a real server. */
class FaultyReplyTest {

  /** Replies with a length, in chunks, and up to the end of the connection. */
  private static final String LENGTH = "/length/3000";

  private static final String CHUNKS = "/chunks/100000";
  private static final String REST = "/bytes/3000";
  private static final List<String> FORMS = List.of(LENGTH, CHUNKS, REST);

  private final Stand stand = new Stand(11);
  private final WebServer server;

  FaultyReplyTest() throws Exception {
    server = new WebServer();
  }

  @AfterEach
  void close() throws Exception {
    assertThat(stand.engine.heldBytes()).isZero();
    stand.close();
    server.close();
  }

  private Proxy open(String behavior) {
    return stand.open("web", server.address(), "protocol = http, behaviors { " + behavior + " }");
  }

  private static Heard get(Proxy proxy, String path) throws IOException {
    try (WireClient client = new WireClient(proxy)) {
      return client.get(path).heard();
    }
  }

  @Test
  void theServerRepliesInTheFormsThatAreTested() throws Exception {
    Proxy proxy = stand.open("web", server.address(), "protocol = http");

    assertThat(get(proxy, LENGTH).head()).containsIgnoringCase("content-length: 3000");
    assertThat(get(proxy, CHUNKS).head()).containsIgnoringCase("transfer-encoding: chunked");
    assertThat(get(proxy, REST).head())
        .doesNotContainIgnoringCase("content-length")
        .doesNotContainIgnoringCase("transfer-encoding");
    for (String path : FORMS) {
      assertThat(get(proxy, path).payload()).isEqualTo(expected(count(path)));
    }
  }

  private static int count(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }

  private static String expected(int count) throws IOException {
    try (var bytes = Pattern.stream(count)) {
      return new String(bytes.readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void anErrorHasTheStatusTheFieldsAndTheBodyThatAreGiven() throws Exception {
    Proxy proxy =
        open(
            """
            error {
              weight = 100, status = 429, body = "{\\"wait\\": true}"
              headers { Retry-After = 5, Content-Type = application/json }
            }
            """);
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(URI.create(Stand.url(proxy, "/a"))).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).isEqualTo(429);
      assertThat(reply.headers().firstValue("retry-after")).contains("5");
      assertThat(reply.headers().firstValue("content-type")).contains("application/json");
      assertThat(reply.body()).isEqualTo("{\"wait\": true}");
    }
    assertThat(server.requests).hasValue(0);
    assertThat(stand.faults())
        .hasSize(2)
        .allSatisfy(fault -> assertThat(fault.connection()).isEqualTo(1))
        .allSatisfy(fault -> assertThat(fault.decision()).isEqualTo("fail 429"));
  }

  @Test
  void nothingHappensToABodyThatIsEmpty() throws Exception {
    Proxy proxy =
        stand.open(
            "web",
            server.address(),
            "protocol = http, rules = [\"throttle rate=10 continue\", \"corrupt\"]");
    for (String start : List.of("GET /status/204", "GET /status/304", "HEAD " + LENGTH)) {
      try (WireClient client = new WireClient(proxy)) {
        String request = start + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(client.send(request).heard().payload()).isEmpty();
      }
    }
    assertThat(stand.faults()).isEmpty();
  }

  @Test
  void replaceChangesTheHeadsOfRequestAndReply() throws Exception {
    Proxy proxy =
        open(
            """
            replace {
              weight = 100
              set {
                http { path = /header/X-New, header.X-New = "new; value", status = 418 }
                http.reply.header { Content-Type = text/odd, Server = "" }
              }
            }
            """);

    HttpResponse<String> reply =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(Stand.url(proxy, "/old?query"))).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(reply.body()).isEqualTo("new; value");
    assertThat(reply.statusCode()).isEqualTo(418);
    assertThat(reply.headers().firstValue("content-type")).contains("text/odd");
    assertThat(reply.headers().firstValue("server")).isEmpty();
    assertThat(stand.faults())
        .hasSize(2)
        .extracting(Journal.Entry::decision)
        .allSatisfy(decision -> assertThat(decision).doesNotContain("new; value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {LENGTH, CHUNKS, REST})
  void throttleHasTheBodyComeSlowly(String path) throws Exception {
    int bytes = count(path);
    Proxy proxy = open("throttle { weight = 100, rate = " + bytes * 4 + " }");
    long start = System.nanoTime();

    Heard heard = get(proxy, path);

    assertThat(System.nanoTime() - start).isGreaterThan(200_000_000);
    assertThat(heard.payload()).isEqualTo(expected(bytes));
    assertThat(heard.end()).isEqualTo(End.CLOSE);
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void truncateEndsTheReplyInTheMiddleOfItsBody(End end) throws Exception {
    Proxy proxy = open("truncate { weight = 100, bytes = 10, end = " + word(end) + " }");
    for (String path : FORMS) {
      try (WireClient client = new WireClient(proxy)) {
        client.get(path);

        Heard heard = end == End.SILENCE ? client.heardForAMoment() : client.heard();

        assertThat(heard.end()).isEqualTo(end);
        assertThat(heard.head()).startsWith("HTTP/1.1 200 ");
        assertThat(heard.payload()).isEqualTo(expected(10));
      }
    }
    assertThat(stand.faults())
        .extracting(Journal.Entry::decision)
        .containsOnly("cut the reply short, " + word(end))
        .hasSize(3);
  }

  private static String word(End end) {
    return end.name().toLowerCase(ROOT);
  }

  @Test
  void truncateLetsAShorterReplyPassAndTheConnectionGoOn() throws Exception {
    Proxy proxy = open("truncate { weight = 100, bytes = 3000 }");
    try (WireClient client = new WireClient(proxy)) {
      client.send("GET " + LENGTH + " HTTP/1.1\r\nHost: a\r\n\r\n").get("/a");

      assertThat(client.heard().bytes()).contains(expected(3000)).endsWith("GET /a");
    }
    assertThat(stand.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {LENGTH, CHUNKS, REST})
  void corruptTurnsOverSingleBitsOfTheBodyAlone(String path) throws Exception {
    Proxy proxy = open("corrupt { weight = 100, every = 100 }");
    String right = expected(count(path));

    Heard heard = get(proxy, path);

    String wrong = heard.payload();
    assertThat(wrong).hasSameSizeAs(right);
    int[] places =
        IntStream.range(0, right.length())
            .filter(i -> right.charAt(i) != wrong.charAt(i))
            .toArray();
    assertThat(places).hasSize(right.length() / 100);
    assertThat(places[0]).isLessThan(8);
    assertThat(IntStream.of(places).map(i -> Integer.bitCount(right.charAt(i) ^ wrong.charAt(i))))
        .containsOnly(1);
    assertThat(heard.end()).isEqualTo(End.CLOSE);
  }

  @Test
  void corruptTurnsOverTheSameBitsWithTheSameSeed() throws Exception {
    String first = get(open("corrupt { weight = 100, every = 50 }"), CHUNKS).payload();
    try (Stand again = new Stand(11);
        Stand other = new Stand(12)) {
      for (Stand one : new Stand[] {again, other}) {
        Proxy proxy =
            one.open(
                "web",
                server.address(),
                "protocol = http, behaviors { corrupt { weight = 100, every = 50 } }");
        assertThat(get(proxy, CHUNKS).payload().equals(first)).isEqualTo(one == again);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void aLostReplyComesFromABackendThatHasDoneItsWork(End end) throws Exception {
    Proxy proxy = open("lost-reply { weight = 100, end = " + word(end) + " }");
    for (String path : List.of(LENGTH, CHUNKS, REST, "/status/204")) {
      long before = server.requests.get();
      try (WireClient client = new WireClient(proxy)) {
        client.get(path);

        Heard heard = end == End.SILENCE ? client.heardForAMoment() : client.heard();

        assertThat(heard).isEqualTo(new Heard("", end));
        await().until(() -> server.requests.get() == before + 1);
      }
    }
    assertThat(stand.faults())
        .extracting(Journal.Entry::decision)
        .containsOnly("lose the reply, " + word(end))
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delay { weight = 100, p50 = 1 ms, p99 = 5 ms }",
        "throttle { weight = 100, rate = 1 MiB }",
        "corrupt { weight = 100 }",
        "replace { weight = 100, set { http.reply.header.X-Odd = 1 } }"
      })
  void aReplyThatIsWholeKeepsTheConnection(String behavior) throws Exception {
    Proxy proxy = open(behavior);
    HttpClient client = HttpClient.newHttpClient();
    for (String path : List.of(LENGTH, CHUNKS, LENGTH)) {
      HttpResponse<byte[]> reply =
          client.send(
              HttpRequest.newBuilder(URI.create(Stand.url(proxy, path))).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.body()).hasSize(count(path));
    }
    assertThat(stand.faults())
        .hasSize(3)
        .allSatisfy(fault -> assertThat(fault.connection()).isEqualTo(1));
  }
}
