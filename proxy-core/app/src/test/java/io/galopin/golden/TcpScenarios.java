package io.galopin.golden;

import java.util.List;

/**
 * Conversations over raw TCP. Each line waits for its reply. Without waiting, turns would depend on
 * how bytes are read, which differs each time.
 */
final class TcpScenarios {

  private TcpScenarios() {}

  static List<Scenario> all() {
    return List.of(mix(), rules(), corrupted(), unreachable());
  }

  private static Scenario mix() {
    return Scenario.lines(
        "tcp-mix",
        """
        behaviors {
          error = 4, abort = 3, blackout = 3, lost-reply = 3, truncate { weight = 4, bytes = 20 }
          delay { weight = 20, distribution = normal, sleep = 100 us, deviation = 50 us }
          throttle { weight = 10, rate = 1 MiB }
        }
        """,
        game -> game.ask(20, "a 30\n", "b 1000\n", "c\n", "d 5\n", "e 200\n", "f 10\n"));
  }

  private static Scenario rules() {
    return Scenario.lines(
        "tcp-rules",
        """
        rules = [
          "when tcp.bytes=b every 2 delay sleep=100us continue"
          "when tcp.reply.bytes=c 40% delay sleep=50us before=false"
          "when tcp.bytes=d connection=3.. 30% lost-reply end=reset"
          "when exchange=6 call 4 error"
          "20% throttle rate=2MiB"
        ]
        """,
        game -> game.ask(12, "a 30\n", "b 1000\n", "c\n", "d 5\n", "e 200\n", "f 10\n"));
  }

  private static Scenario corrupted() {
    return Scenario.lines(
        "tcp-corrupted",
        "behaviors { corrupt { weight = 60, every = 50 }, error { weight = 40, inject = true } }",
        game -> {
          for (int i = 0; i < 12; i++) {
            Client client = game.connect();
            client.send("bye 2000\n");
            client.rest();
            game.end(client);
          }
        });
  }

  private static Scenario unreachable() {
    return Scenario.lines(
            "tcp-unreachable",
            "behaviors { delay { weight = 30, sleep = 50 us } }",
            game -> {
              for (int i = 0; i < 4; i++) {
                Client client = game.connect();
                game.awaitEntries(game.clients());
                client.rest();
                game.end(client);
              }
            })
        .withoutBackend();
  }
}
