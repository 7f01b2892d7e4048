package io.galopin.golden;

import java.util.List;

/**
 * Conversations on which toxics act. Each request waits for its reply, and each message is written
 * and read at once, because draws of toxics belong to what is read at once.
 */
final class ToxicScenarios {

  private static final String[] TALK = {
    "a 30\n", "b 500\n", "c\n", "d 5\n", "e 200\n", "f 10\n", "g 300\n"
  };

  private ToxicScenarios() {}

  static List<Scenario> all() {
    return List.of(each(), loss(), scoped(), cut(), ends(), lateEnds(), withRules());
  }

  private static Scenario each() {
    return Scenario.lines(
        "toxics-each",
        """
        toxics {
          far-away { type = latency, latency = 1 ms }
          up-away { type = latency, latency = 500 us, stream = upstream }
          narrow { type = bandwidth, rate = 50 }
          crumbs { type = slicer, average-size = 100, size-variation = 50, delay = 5 ms, toxicity = 0.3 }
          up-crumbs { type = slicer, average-size = 2, stream = upstream }
          nothing { type = noop }
          late { type = slow-close, delay = 5 ms }
        }
        """,
        game -> game.ask(6, TALK));
  }

  private static Scenario loss() {
    return Scenario.lines(
        "toxics-loss",
        """
        toxics {
          lossy { type = loss, chance = 1, timeout = 1 ms, longest = 1 ms }
        }
        """,
        game -> game.ask(3, TALK));
  }

  private static Scenario scoped() {
    return Scenario.lines(
        "toxics-scoped",
        """
        toxics = [
          { name = third, type = latency, latency = 500 us, trigger = every 3 }
          { name = early, type = limit-data, bytes = 600, trigger = first 2 }
          { name = middle, type = latency, latency = 200 us, stream = upstream, when { connection = "4..8" } }
          { name = drawn, type = limit-data, bytes = 100, toxicity = 0.5, trigger = "calls 5..10" }
          { name = elsewhere, type = timeout, when { client.address = "10.0.0.0/8" } }
          { name = never, type = reset-peer, toxicity = 0 }
        ]
        """,
        game -> game.ask(12, TALK));
  }

  private static Scenario cut() {
    return Scenario.lines(
        "toxics-cut",
        """
        toxics = [
          { name = up, type = limit-data, bytes = 15, stream = upstream, toxicity = 0.4 }
          { name = down, type = limit-data, bytes = 777, toxicity = 0.4 }
          { name = at-once, type = limit-data, bytes = 0, toxicity = 0.2 }
          { name = late, type = latency, latency = 300 us }
        ]
        """,
        game -> game.ask(16, TALK));
  }

  private static Scenario ends() {
    return Scenario.lines(
        "toxics-ends",
        """
        toxics = [
          { name = silence, type = timeout, timeout = 300 ms, when { connection = 1 } }
          { name = up-silence, type = timeout, timeout = 300 ms, stream = upstream, when { connection = 2 } }
          { name = rst, type = reset-peer, timeout = 300 ms, when { connection = 3 } }
          { name = up-rst, type = reset-peer, timeout = 300 ms, stream = upstream, when { connection = 4 } }
        ]
        """,
        game -> game.ask(5, TALK));
  }

  private static Scenario lateEnds() {
    return Scenario.lines(
        "toxics-late-ends",
        """
        toxics {
          late { type = slow-close, delay = 5 ms, toxicity = 0.5 }
          up-late { type = slow-close, delay = 5 ms, stream = upstream, toxicity = 0.5 }
        }
        """,
        game -> {
          game.ask(4, TALK);
          game.ask(4, "a 20\n", "bye 30\n");
        });
  }

  private static Scenario withRules() {
    return Scenario.http(
        "toxics-and-rules",
        """
        behaviors {
          error = 15, lost-reply = 3, abort = 3, truncate { weight = 3, bytes = 50 }
          delay { weight = 15, sleep = 100 us }
        }
        rules = ["every 4 replace set=http.reply.header.X-Rule=four continue"]
        toxics {
          far-away { type = latency, latency = 300 us, jitter = 200 us }
          up-away { type = latency, latency = 100 us, stream = upstream, toxicity = 0.5 }
          crumbs { type = slicer, average-size = 100, toxicity = 0.3 }
          cut { type = limit-data, bytes = 2000, toxicity = 0.3 }
        }
        """,
        game ->
            game.ask(
                16,
                HttpScenarios.get("/n/300"),
                HttpScenarios.post("/form", 200),
                HttpScenarios.get("/s/404"),
                HttpScenarios.get("/n/900"),
                HttpScenarios.post("/form", 10),
                HttpScenarios.get("/n/9")));
  }
}
