package io.galopin.engine.rule;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.Limits;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.LogLines;
import io.galopin.engine.Proxy;
import io.galopin.engine.Rig;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Triggers;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests injecting the faults of a recorded run again, over real sockets. */
class ReplayTest {

  private static void echo(Socket socket) throws IOException {
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      socket.getOutputStream().write(("re: " + line + "\n").getBytes(US_ASCII));
    }
  }

  /** Fails, inserts garbage, delays or inserts, by chance. */
  private static final Behavior ANYTHING =
      new Behavior() {
        @Override
        public Decision onBeforeHandle(Exchange exchange) {
          double draw = exchange.draw("what");
          return draw < 0.3
              ? Decision.fail(Failure.ERROR).delayedBy(Duration.ofMillis(2))
              : draw < 0.35 ? Decision.babble(5) : Decision.pass();
        }

        @Override
        public Decision onAfterHandle(Exchange exchange) {
          return exchange.draw("what") > 0.7
              ? Decision.insert(3)
              : Decision.delay(Duration.ofMillis(1));
        }
      };

  private static final RuleSet MIX =
      RuleSet.of(
          Mix.of(
              new LinkedHashMap<>(
                  Map.of("anything", BigDecimal.valueOf(40), "other", BigDecimal.valueOf(30))),
              name -> ANYTHING));

  /** Returns what clients get that connect one after another. */
  private static List<String> replies(Rig rig, Proxy proxy, String prefix) throws IOException {
    List<String> replies = new ArrayList<>();
    for (int connection = 0; connection < 20; connection++) {
      try (Socket client = rig.connect(proxy)) {
        for (int i = 0; i < 5; i++) {
          client.getOutputStream().write((prefix + i + "\n").getBytes(US_ASCII));
        }
        client.shutdownOutput();
        replies.add(new String(client.getInputStream().readAllBytes(), US_ASCII));
      }
    }
    return replies;
  }

  private static List<Journal.Entry> entries(Rig rig) {
    return rig.engine.journal().after(0, 10_000);
  }

  private static List<Replay.Fault> recorded(Rig rig) {
    return entries(rig).stream()
        .filter(entry -> entry.done() != null)
        .map(
            entry ->
                new Replay.Fault(
                    entry.proxy(),
                    new Replay.Place(entry.connection(), entry.exchange()),
                    entry.identity(),
                    entry.rule(),
                    entry.ruleKey(),
                    entry.plugin(),
                    entry.request(),
                    entry.digest(),
                    Objects.requireNonNull(entry.done())))
        .toList();
  }

  private static List<String> shown(Rig rig) {
    return entries(rig).stream()
        .map(
            entry ->
                String.join(
                    " ",
                    String.valueOf(entry.connection()),
                    String.valueOf(entry.exchange()),
                    entry.rule(),
                    entry.plugin(),
                    entry.decision(),
                    entry.request()))
        .sorted()
        .toList();
  }

  @Test
  void injectsTheSameFaultsAgain() throws IOException {
    try (Rig first = new Rig();
        Rig second = new Rig()) {
      Proxy recording =
          first.open(new LineProtocol(), first.backend(ReplayTest::echo), MIX, Limits.defaults());
      List<String> replies = replies(first, recording, "GET ");
      assertThat(recorded(first)).hasSizeGreaterThan(30);
      Replay replay = new Replay(recorded(first));

      Proxy again =
          second.open(
              new LineProtocol(),
              second.backend(ReplayTest::echo),
              replay.rules("p0"),
              Limits.defaults());

      assertThat(replies(second, again, "GET ")).isEqualTo(replies);
      assertThat(shown(second)).isEqualTo(shown(first));
      assertThat(replay.missing()).isEmpty();
    }
  }

  private static Rule rule(String name, Trigger trigger, Decision before, Decision after) {
    Behavior behavior =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return before;
          }

          @Override
          public Decision onAfterHandle(Exchange exchange) {
            return after;
          }
        };
    Mix always = Mix.of(Map.of(name, BigDecimal.valueOf(100)), plugin -> behavior);
    return new Rule(name, Condition.always(), trigger, always, true, true);
  }

  /** In the recording, faults of later rules come before those of earlier ones. */
  @Test
  void asksInTheOrderOfTheRules() throws IOException {
    Decision delay = Decision.delay(Duration.ofMillis(1));
    RuleSet rules =
        new RuleSet(
            List.of(
                rule("slow", Triggers.from(4), delay, delay),
                rule("late", Triggers.from(3), Decision.pass(), Decision.close()),
                rule("fail", Triggers.every(2), delay, Decision.pass()),
                rule("end", Triggers.every(4), Decision.fail(Failure.ERROR), Decision.pass())));
    try (Rig first = new Rig();
        Rig second = new Rig()) {
      Address backend = first.backend(ReplayTest::echo);
      Proxy recording = first.open(new LineProtocol(), backend, rules, Limits.defaults());
      List<String> replies = replies(first, recording, "GET ");
      Replay replay = new Replay(recorded(first));

      Proxy again = second.open(new LineProtocol(), backend, replay.rules("p0"), Limits.defaults());

      assertThat(replies(second, again, "GET ")).isEqualTo(replies);
      assertThat(shown(second)).isEqualTo(shown(first));
      assertThat(replay.missing()).isEmpty();
    }
  }

  /** The backend closes before it replies, so nothing is done to the reply. */
  @Test
  void saysWhatDidNotHappenToExchangesThatCame() throws IOException {
    Replay replay =
        new Replay(
            List.of(
                fault("delay", Hook.BEFORE, Decision.delay(Duration.ofMillis(1))),
                fault("late", Hook.AFTER, Decision.delay(Duration.ofMillis(1)))));
    try (Rig rig = new Rig()) {
      Proxy proxy =
          rig.open(
              new LineProtocol(),
              rig.backend(socket -> socket.getInputStream().read()),
              replay.rules("web"),
              Limits.defaults());
      try (Socket client = rig.connect(proxy)) {
        client.getOutputStream().write("GET /a\n".getBytes(US_ASCII));
        client.getInputStream().readAllBytes();
      }
    }
    assertThat(replay.missing())
        .containsExactly("web: connection 1, exchange 1 happened, but not its late: GET /a");
  }

  private static Replay.Fault fault(String plugin, Hook hook, Decision decision) {
    return new Replay.Fault(
        "web",
        new Replay.Place(1, 1),
        "",
        "r",
        "",
        plugin,
        "GET /a",
        "",
        new Journal.Done(hook, decision));
  }

  @Test
  void saysWhatDidNotCome() {
    Replay replay =
        new Replay(
            List.of(
                new Replay.Fault(
                    "web",
                    new Replay.Place(2, 3),
                    "",
                    "r",
                    "",
                    "delay",
                    "GET /a",
                    "",
                    new Journal.Done(Hook.BEFORE, Decision.delay(Duration.ofSeconds(2))))));

    Behavior again = replay.rules("web").rules().get(0).mix().choose(0).behavior();
    assertThat(again.onBeforeHandle(new Elsewhere())).isEqualTo(Decision.pass());
    assertThat(replay.missing())
        .containsExactly("web: connection 2, exchange 3 did not happen: GET /a");
    assertThat(replay.proxies()).containsExactly("web");
    assertThat(replay.rules("none").isEmpty()).isTrue();
  }

  @Test
  void saysOnceOfAnExchangeThatItDidNotCome() {
    Journal.Done done = new Journal.Done(Hook.BEFORE, Decision.reset());
    Replay.Place place = new Replay.Place(1, 2);
    Replay.Fault delay = new Replay.Fault("p", place, "", "", "", "delay", "a", "", done);
    Replay.Fault error = new Replay.Fault("p", place, "", "", "", "error", "a", "", done);
    Replay.Fault other =
        new Replay.Fault("p", new Replay.Place(1, 1), "", "", "", "error", "b", "", done);
    assertThat(new Replay(List.of(delay, error, other)).missing())
        .containsExactly(
            "p: connection 1, exchange 1 did not happen: b",
            "p: connection 1, exchange 2 did not happen: a");
  }

  /** An exchange of which nothing was recorded. */
  private record Elsewhere() implements Exchange {
    @Override
    public long connection() {
      return 1;
    }

    @Override
    public long ordinal() {
      return 1;
    }

    @Override
    public Request request() {
      return () -> "GET /";
    }

    @Override
    public @Nullable Reply reply() {
      return null;
    }

    @Override
    public boolean acceptsInsertion() {
      return true;
    }

    @Override
    public double draw(String purpose) {
      return 0;
    }

    @Override
    public <T> T connectionState(Supplier<T> initial) {
      return initial.get();
    }
  }

  private static List<String> warnings(String recordedDigest, String request) throws IOException {
    Replay.Fault recorded =
        new Replay.Fault(
            "web",
            new Replay.Place(1, 1),
            "",
            "r",
            "",
            "delay",
            "GET /a",
            recordedDigest,
            new Journal.Done(Hook.BEFORE, Decision.delay(Duration.ofMillis(1))));
    try (LogLines log = new LogLines();
        Rig rig = new Rig()) {
      Proxy proxy =
          rig.open(
              new LineProtocol(),
              rig.backend(ReplayTest::echo),
              new Replay(List.of(recorded)).rules("web"),
              Limits.defaults());
      try (Socket client = rig.connect(proxy)) {
        client.getOutputStream().write((request + "\n").getBytes(US_ASCII));
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
      }
      return log.with("has another request");
    }
  }

  @Test
  void saysWhereTheTrafficIsAnotherNow() throws IOException {
    assertThat(warnings("", "GET /a")).isEmpty();
    assertThat(warnings("", "GET /b"))
        .containsExactly(
            "web: connection 1, exchange 1 has another request: GET /b (recorded: GET /a)");
    assertThat(warnings("beef00", "GET /a"))
        .containsExactly(
            "web: connection 1, exchange 1 has another request: GET /a (recorded: one that differs in"
                + " what is not shown)");
  }
}
