package io.galopin.golden;

import java.util.List;

/** HTTP conversations. */
final class HttpScenarios {

  private static final String[] VISIT = {
    get("/n/300"),
    post("/form", 500),
    get("/c/2000"),
    "HEAD /n/50 HTTP/1.1\r\nHost: a\r\n\r\n",
    get("/i"),
    get("/s/404"),
    get("/s/204"),
    chunkedPost("/upload", "some", "more"),
    get("/find?secret=1"),
    get("/n/1500")
  };

  private HttpScenarios() {}

  static String get(String path, String... fields) {
    return request("GET " + path, "", fields);
  }

  static String last(String path) {
    return get(path, "Connection: close");
  }

  static String post(String path, int length) {
    return request("POST " + path, Scripts.pattern(length), "Content-Length: " + length);
  }

  private static String chunkedPost(String path, String... chunks) {
    StringBuilder body = new StringBuilder();
    for (String chunk : chunks) {
      body.append("%x\r\n%s\r\n".formatted(chunk.length(), chunk));
    }
    return request(
        "POST " + path, body.append("0\r\n\r\n").toString(), "Transfer-Encoding: chunked");
  }

  private static String request(String line, String body, String... fields) {
    StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: a\r\n");
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    return request.append("\r\n").append(body).toString();
  }

  static List<Scenario> all() {
    return List.of(
        mix(),
        pipelined(),
        interleaved(),
        rules(),
        triggers(),
        counted(),
        drawBy(),
        delays(),
        hookOrder(),
        ends(),
        silence(),
        statusRules(),
        expectations(),
        refused(),
        badReplies(),
        unreachable(),
        changes());
  }

  private static Scenario mix() {
    return Scenario.http(
        "http-mix",
        """
        behaviors {
          error = 12
          delay { weight = 12, least = 10 us, most = 900 us, distribution = uniform }
          abort = 4, blackout = 4, lost-reply = 4
          truncate { weight = 6, bytes = 100 }
          corrupt { weight = 12, every = 64 }
          throttle { weight = 8, rate = 1 MiB }
          replace { weight = 12, set { http.path = /n/17, http.status = 206, http.reply.header.ETag = "" } }
          transient { weight = 8, agitate = 4 }
          dummy = 10
        }
        """,
        game -> game.ask(20, VISIT));
  }

  private static Scenario pipelined() {
    return Scenario.http(
            "http-pipelined",
            """
            behaviors {
              error = 15, abort = 3, blackout = 3, lost-reply = 3
              truncate { weight = 3, bytes = 5 }
              corrupt { weight = 15, every = 16 }
              replace { weight = 15, set { http.header.X-Made = up, http.reply.header.X-Made = down } }
            }
            """,
            game ->
                game.sendAtOnce(
                    25,
                    get("/n/10"),
                    post("/form", 30),
                    get("/i"),
                    get("/c/100"),
                    "HEAD /n/50 HTTP/1.1\r\nHost: a\r\n\r\n",
                    get("/s/500"),
                    chunkedPost("/upload", "some"),
                    last("/n/20")))
        .backendNotShown();
  }

  /** Four clients are connected at once and send requests in turns. */
  private static Scenario interleaved() {
    return Scenario.http(
            "http-interleaved",
            """
            rules = [
              "of-each: per connection first 2 replace set=http.reply.header.X-Rule=each continue"
              "of-all: calls 5..9 error status=429"
              "fourth: every 4 delay sleep=200us"
            ]
            behaviors { error { weight = 30, scope = connection, warmup = 1, body = warm } }
            """,
            game -> {
              List<Client> clients =
                  List.of(game.connect(), game.connect(), game.connect(), game.connect());
              for (int i = 0; i < 8; i++) {
                for (Client client : clients) {
                  client.ask(get("/n/" + i));
                }
              }
              for (Client client : clients) {
                client.finish();
              }
            })
        .backendNotShown();
  }

  private static Scenario rules() {
    return Scenario.http(
        "http-rules",
        """
        rules = [
          { name = posts, when { http.method = POST, http.path = "/form" }, weight = 60, behavior = delay, sleep = 300 us, continue = true }
          "slow: when http.path=/n/* exchange=1..5 40% delay before=false p50=100us p99=900us continue"
          { when = "http.path~^/n/1", weight = 50, behavior = error, status = 503, headers { Retry-After = 5, X-By = galopin }, body = later }
          "marked: when has http.header.X-Test http.header.X-Test!=no replace set=http.header.X-Test=yes;http.host=b continue"
          "30% corrupt every=50 continue"
          "when ( http.method=HEAD or http.path=/s/* ) not http.path=/s/204 25% error garbage=true"
          "when http.query.secret=1 connection=2.. 70% error"
          { when { any = [{ http.path = "/c/*" }, { exchange { from = 10 } }], not { connection = 3 } }, behavior = truncate, bytes = 900, weight = 15 }
          "when client.address=10.0.0.0/8 hang"
          { name = off, behavior = hang, enabled = false }
        ]
        behaviors { transient { weight = 20, agitate = 6, warmup = 2, status = 500 } }
        """,
        game -> {
          game.ask(10, VISIT);
          game.ask(
              4, get("/n/3", "X-Test: on"), get("/n/4", "X-Test: no"), get("/n/5", "X-Test: a, b"));
        });
  }

  private static Scenario triggers() {
    return Scenario.http(
        "http-triggers",
        """
        rules = [
          "first: first 2 replace set=http.reply.header.X-Rule=first continue"
          "once: when http.path=/n/2 once error status=500"
          "fifth: call 5 error status=501"
          "some: calls 8..10 50% error status=502"
          "third: every 3 replace set=http.reply.header.X-Rule=third continue"
          "drawn: every 2 50% error status=503"
          "early: until 1 h first 20 25% error status=504"
          "late: after 1 h error status=505"
          "now: every 2 h for 1 h every 5 error status=506"
          "each: per connection call 3 error status=507"
          "rest: calls 60.. error status=508"
        ]
        """,
        game -> game.ask(14, get("/n/1"), get("/n/2"), get("/n/3"), get("/n/4"), get("/n/5")));
  }

  private static Scenario counted() {
    return Scenario.http(
        "http-warm-up",
        """
        rules = [
          "when http.path=/a error warmup=3 status=500"
          "when http.path=/b error warmup=1 scope=connection status=501"
          "when http.path=/c/* transient agitate=2 warmup=2 status=502"
          "when http.path=/d transient agitate=1 scope=connection status=503"
          "when http.path=/n/* 50% error inject=true warmup=1"
        ]
        """,
        game -> {
          game.ask(
              4, get("/a"), get("/b"), get("/c/9"), get("/d"), get("/b"), get("/c/9"), get("/d"));
          for (int i = 0; i < 8; i++) {
            Client client = game.connect();
            client.send(last("/n/250"));
            client.rest();
            game.end(client);
          }
        });
  }

  private static Scenario drawBy() {
    return Scenario.http(
        "http-draw-by",
        """
        draw-by = http.header.X-Id
        rules = ["20% delay least=10us most=500us distribution=uniform continue"]
        behaviors { error = 30, corrupt { weight = 20, every = 32 }, abort = 5 }
        """,
        game -> {
          for (int i = 0; i < 8; i++) {
            game.ask(
                1,
                get("/n/90", "X-Id: fox"),
                get("/n/90", "X-Id: client-" + i % 3),
                get("/n/90"),
                get("/n/90", "X-Id: fox #2"),
                get("/n/90", "X-Id: " + "long".repeat(30)));
          }
        });
  }

  private static Scenario delays() {
    return Scenario.http(
        "http-delays",
        """
        rules = [
          "when http.path=/fixed delay sleep=150us"
          "when http.path=/uniform delay distribution=uniform least=50us most=500us"
          "when http.path=/normal delay distribution=normal sleep=200us deviation=100us"
          "when http.path=/lognormal delay p50=100us p99=1ms"
          "when http.path=/pareto delay distribution=pareto least=50us shape=1.5 longest=2ms"
          "when http.path=/after delay distribution=uniform most=400us before=false"
        ]
        """,
        game ->
            game.ask(
                5,
                get("/fixed"),
                get("/uniform"),
                get("/normal"),
                get("/lognormal"),
                get("/pareto"),
                get("/after")));
  }

  /** The three hooks of several rules on one exchange. */
  private static Scenario hookOrder() {
    return Scenario.http(
        "http-hook-order",
        """
        rules = [
          "one: delay sleep=100us continue"
          "two: delay sleep=200us before=false continue"
          "three: replace set=http.header.X-Order=three;http.reply.header.X-Order=three continue"
          "four: replace set=http.header.X-Order=four;http.reply.header.X-Order=four continue"
          "five: delay sleep=300us before=false continue"
          "six: corrupt every=40 continue"
          "seven: throttle rate=10MiB continue"
          "eight: when exchange=3 lost-reply continue"
          "nine: when http.path=/n/77 connection=2 abort"
        ]
        """,
        game -> game.ask(3, get("/n/76"), get("/n/77"), post("/form", 78), get("/n/79")));
  }

  private static Scenario ends() {
    return Scenario.http(
        "http-ends",
        """
        rules = [
          "when http.path=/n/1 abort"
          "when http.path=/n/2 blackout"
          "when http.path=/n/3 lost-reply"
          "when http.path=/n/4 lost-reply end=reset"
          "when http.path=/n/500 truncate bytes=123"
          "when http.path=/n/600 truncate bytes=456 end=reset"
          "when http.path=/c/1500 truncate bytes=800"
          "when http.path=/c/1600 truncate bytes=0 end=reset"
          "when http.path=/n/7 truncate bytes=7"
          "when http.path=/n/800 error garbage=true"
        ]
        """,
        game -> {
          for (String path :
              "/n/1 /n/2 /n/3 /n/4 /n/500 /n/600 /c/1500 /c/1600 /n/7 /n/800".split(" ")) {
            Client client = game.connect();
            client.ask(get("/n/90"), post("/form", 20));
            client.send(last(path));
            client.rest();
            game.end(client);
          }
        });
  }

  private static Scenario silence() {
    return Scenario.http(
        "http-silence",
        """
        rules = [
          "when http.path=/n/1 hang"
          "when http.path=/n/2 lost-reply end=silence"
          "when http.path=/n/300 truncate bytes=100 end=silence"
        ]
        """,
        game -> {
          for (String path : "/n/1 /n/2 /n/300".split(" ")) {
            Client client = game.connect();
            client.ask(get("/n/20"));
            long before = game.entries();
            client.send(get(path));
            game.awaitEntries(before + 1);
            if (path.equals("/n/300")) {
              client.bytes(
                  "HTTP/1.1 200 Some\r\nETag: \"1\"\r\nContent-Length: 300\r\n\r\n".length() + 100);
            }
            game.end(client);
          }
        });
  }

  private static Scenario statusRules() {
    return Scenario.http(
        "http-replies",
        """
        rules = [
          "when http.status=500..599 60% replace set=http.status=200"
          "when http.status=404 every 2 error status=410"
          "when http.reply.header.ETag=* 30% delay sleep=100us"
          "when http.status=503 http.path=/s/* lost-reply"
          "when not http.status=200 truncate bytes=4"
        ]
        """,
        game ->
            game.ask(
                8,
                get("/s/500"),
                get("/s/404"),
                get("/n/20"),
                get("/c/40"),
                get("/s/503"),
                get("/s/404")));
  }

  private static Scenario expectations() {
    String head = "Content-Length: 5\r\nExpect: 100-continue";
    return Scenario.http(
        "http-expectations",
        "behaviors { error = 30, lost-reply = 10, delay { weight = 20, sleep = 50 us } }",
        game -> {
          for (int i = 0; i < 15; i++) {
            Client client = game.connect();
            client.ask(get("/i"));
            client.send(request("POST /form", "", head));
            client.bytes(25);
            client.send("12345");
            client.reply("POST");
            client.ask(get("/n/5"));
            game.end(client);
          }
        });
  }

  private static Scenario refused() {
    return Scenario.http(
        "http-refused",
        "behaviors { error = 20, delay { weight = 20, sleep = 50 us } }",
        game -> {
          for (String bad :
              List.of(
                  "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                  "GET / HTTP/1.1\nHost: a\n\n",
                  "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
                  "GET / HTTP/3.1\r\nHost: a\r\n\r\n",
                  "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n")) {
            Client client = game.connect();
            client.ask(get("/n/5"));
            client.send(bad);
            client.rest();
            game.end(client);
          }
        });
  }

  private static Scenario badReplies() {
    return Scenario.http(
        "http-bad-replies",
        "behaviors { delay { weight = 30, sleep = 50 us } }",
        game -> {
          for (String reply :
              List.of(
                  "HTTP/1.1%20200%20OK%0D%0AContent-Length:%203%0D%0AContent-Length:%204%0D%0A%0D%0Aabcd",
                  "HTTP/1.1%20200%20OK%0D%0ATransfer-Encoding:%20chunked%0D%0A%0D%0Azz%0D%0A",
                  "HTTP/1.1%20200%20OK%0AContent-Length:%203%0A%0Aabc",
                  "HTTP/1.1%20200%20OK%0D%0AContent-Length:%2030%0D%0A%0D%0Aabc",
                  "HTTP/1.0%20200%20OK%0D%0A%0D%0Auntil%20the%20end",
                  "SMTP%20220%20hello%0D%0A%0D%0A",
                  "")) {
            Client client = game.connect();
            client.ask(get("/n/5"));
            client.send(get("/raw/" + reply));
            client.rest();
            game.end(client);
          }
        });
  }

  private static Scenario unreachable() {
    return Scenario.http(
            "http-unreachable",
            "enabled = true",
            game -> {
              for (int i = 0; i < 6; i++) {
                Client client = game.connect();
                game.awaitEntries(game.clients());
                client.send(last("/n/5"));
                client.rest();
                game.end(client);
              }
            })
        .withoutBackend();
  }

  /** Rules and toxics come and go between connections. */
  private static Scenario changes() {
    return Scenario.http(
        "http-changes",
        "rules = [\"a: every 3 error status=500\", \"b: 30% delay sleep=50us\"]",
        game -> {
          String[] visit = {get("/n/1"), get("/n/2"), get("/n/3"), get("/n/4")};
          game.ask(3, visit);
          game.become(
              "protocol = http, behaviors { error = 40 }, toxics { late { type = latency, latency = 1 ms } }");
          game.ask(3, visit);
          game.become(
              "protocol = http, rules = [\"b: 30% delay sleep=50us\", \"c: first 2 error\"], behaviors = \"20:abort\"");
          game.ask(3, visit);
          game.become("protocol = http");
          game.ask(1, visit);
        });
  }
}
