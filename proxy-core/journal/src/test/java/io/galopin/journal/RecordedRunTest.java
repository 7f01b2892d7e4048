package io.galopin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.BadCertificate;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.HandshakeChange;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedRunTest {

  static final ProtocolFactory PROTOCOL =
      new ProtocolFactory() {
        @Override
        public String name() {
          return "test";
        }

        @Override
        public String description() {
          return "for tests";
        }

        @Override
        public List<Option<?>> failureOptions() {
          return List.of(Option.integer("status", 100, 599, "for tests"));
        }

        @Override
        public List<Option<?>> noticeOptions() {
          return List.of(Option.text("reason", "for tests"));
        }

        @Override
        public Protocol create(Options options) {
          throw new UnsupportedOperationException("nothing is spoken here");
        }
      };

  static Stream<Decision> decisions() {
    Options status = Options.of(PROTOCOL.failureOptions(), Map.of("status", 503));
    Options reason = Options.of(PROTOCOL.noticeOptions(), Map.of("reason", "x"));
    return Stream.of(
        Decision.delay(Duration.ofNanos(20_123_456)),
        Decision.fail(Failure.ERROR),
        Decision.fail(new Failure("oom", status)).delayedBy(Duration.ofSeconds(2)),
        Decision.babble(1000),
        Decision.close(),
        Decision.reset(),
        Decision.hang(),
        Decision.insert(100),
        Decision.act(
            new Action.Handshake(
                new HandshakeChange(
                    Optional.of(BadCertificate.NOT_YET_VALID),
                    Optional.of("1.2"),
                    Optional.of(HandshakeChange.Alpn.OTHER)))),
        Decision.act(new Action.Rewrite(Map.of("http.status", "500", "http.header.A", "b; c"))),
        Decision.act(new Action.Notice(new Failure("full", reason), Duration.ofMillis(5_250))),
        Decision.act(new Action.Lose(Action.End.SILENCE)),
        Decision.act(new Action.Throttle(1 << 20)),
        Decision.act(new Action.Truncate(100, Action.End.RESET)),
        Decision.act(new Action.Corrupt(100)));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void readsEachDecisionAsItWasWritten(Decision decision) {
    for (Hook hook : Hook.values()) {
      Journal.Done done = new Journal.Done(hook, decision);
      assertThat(RecordedDecision.read(RecordedDecision.plain(done), PROTOCOL)).isEqualTo(done);
    }
  }

  private static RecordedRun read(String... lines) throws IOException {
    return read(OptionalInt.empty(), lines);
  }

  private static RecordedRun read(OptionalInt run, String... lines) throws IOException {
    return RecordedRun.read(
        new BufferedReader(new StringReader(String.join("\n", lines))),
        "faults.jsonl",
        run,
        proxy -> ProtocolStack.of(PROTOCOL));
  }

  private static String line(String fields) {
    return "{\"number\":1,\"seed\":42,\"origin\":\"injected\",\"proxy\":\"web\",\"connection\":3,"
        + "\"exchange\":4,\"direction\":\"upstream\",\"rule\":\"\",\"plugin\":\"error\","
        + "\"decision\":\"…\",\"request\":\"GET /a\""
        + fields
        + "}";
  }

  @Test
  void readsTheFaultOfAnOpening() throws IOException {
    String line = line(",\"done\":{\"hook\":\"before\",\"action\":\"close\"}");
    RecordedRun run = read(line.replace("\"exchange\":4", "\"exchange\":0"));

    assertThat(run.faults())
        .singleElement()
        .extracting(fault -> fault.place().toString())
        .isEqualTo("connection 3, exchange 0");
  }

  @Test
  void readsAJournal() throws IOException {
    RecordedRun run =
        read(
            line(",\"done\":{\"hook\":\"before\",\"action\":\"close\"}"),
            "{\"lost\":7}",
            "",
            line(""),
            line(",\"done\":{\"hook\":\"after\",\"delay\":\"1.5 s\"}"));

    assertThat(run.seed()).isEqualTo(42);
    assertThat(run.faults())
        .extracting(fault -> fault.proxy() + " " + fault.place() + " " + fault.done().hook())
        .containsExactly(
            "web connection 3, exchange 4 BEFORE", "web connection 3, exchange 4 AFTER");
    assertThat(run.others()).isEqualTo(1);
    assertThat(run.lost()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1",
        "{}",
        "{\"seed\":\"x\"}",
        "{\"seed\":42,\"done\":{\"hook\":\"before\"}}",
        "{\"seed\":42,\"proxy\":\"web\",\"done\":{\"action\":\"close\"}}",
        "{\"seed\":42,\"proxy\":\"web\",\"done\":{\"hook\":\"never\"}}",
        "{\"seed\":42,\"proxy\":\"web\",\"done\":{\"hook\":\"before\",\"action\":\"explode\"}}",
      })
  void refusesWhatIsNoneWithItsPlace(String line) {
    assertThatThrownBy(() -> read(line(""), line))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("faults.jsonl:2: ");
  }

  private static final String RUN =
      "{\"origin\":\"run\",\"seed\":42,\"version\":\"1\",\"proxies\":[{\"name\":\"web\"}]}";

  @Test
  void readsTheLastRunOfAFile() throws IOException {
    String fault = line(",\"done\":{\"hook\":\"before\",\"action\":\"close\"}");
    String other = fault.replace("42", "7").replace("web", "of another configuration");
    String otherRun = RUN.replace("42", "7");

    RecordedRun last = read(other, otherRun, other, "{\"lost\":2}", RUN, fault, line(""));
    RecordedRun empty = read(otherRun, other, RUN);
    RecordedRun only = read(RUN, fault);

    assertThat(last.faults()).hasSize(1);
    assertThat(last)
        .extracting(RecordedRun::seed, RecordedRun::others, RecordedRun::lost, RecordedRun::number)
        .containsExactly(42L, 1, 0L, 3);
    assertThat(empty.faults()).isEmpty();
    assertThat(empty.seed()).isEqualTo(42);
    assertThat(only.runs()).isEqualTo(1);
  }

  @Test
  void readsTheRunThatIsAskedFor() throws IOException {
    String fault = line(",\"done\":{\"hook\":\"before\",\"action\":\"close\"}");
    String[] file = {
      fault, RUN.replace("42", "7"), line("").replace("42", "7"), RUN.replace("42", "8")
    };

    RecordedRun first = read(OptionalInt.of(1), file);
    RecordedRun second = read(OptionalInt.of(2), file);

    assertThat(first.faults()).hasSize(1);
    assertThat(first.seed()).isEqualTo(42);
    assertThat(second.faults()).isEmpty();
    assertThat(second.others()).isEqualTo(1);
    assertThat(second.seed()).isEqualTo(7);
    assertThat(List.of(second.number(), second.runs())).containsExactly(2, 3);
    assertThat(read(OptionalInt.of(3), file).seed()).isEqualTo(8);
    assertThatThrownBy(() -> read(OptionalInt.of(4), file))
        .hasMessage("--run: 4 (expected: 1 to 3, the runs in faults.jsonl)");
    assertThatThrownBy(() -> read(OptionalInt.of(2), fault))
        .hasMessage("--run: 2 (expected: 1, the only run in faults.jsonl)");
  }

  /** As if two runs had written to one file, and one of them continued alone. */
  @Test
  void aRunOfTwoSeedsKeepsNoOtherFromBeingRead() throws IOException {
    String[] file = {RUN, line("").replace("42", "7"), RUN.replace("42", "9")};

    assertThat(read(file).seed()).isEqualTo(9);
    assertThatThrownBy(() -> read(OptionalInt.of(1), file))
        .hasMessage("faults.jsonl:2: seed 7 (expected: the seed of one run, 42)");
  }

  /** A line may be torn amid a character. */
  @Test
  void leavesOutALineWithoutAnEndWhereverItIsTorn(@TempDir Path folder) throws IOException {
    String fault = line(",\"done\":{\"hook\":\"before\",\"action\":\"close\"}");
    byte[] last = fault.getBytes(StandardCharsets.UTF_8);
    byte[] before = (RUN + "\n" + fault + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("faults.jsonl");
    for (int length = 1; length < last.length; length++) {
      byte[] all = Arrays.copyOf(before, before.length + length);
      System.arraycopy(last, 0, all, before.length, length);
      Files.write(file, all);

      try (BufferedReader lines = RecordedRun.open(file)) {
        RecordedRun run =
            RecordedRun.read(
                lines, "faults.jsonl", OptionalInt.empty(), proxy -> ProtocolStack.of(PROTOCOL));
        assertThat(run.torn()).as("torn after %s bytes", length).isEqualTo(1);
        assertThat(run.faults()).hasSize(1);
      }
    }
  }

  @Test
  void refusesTheEntriesOfTwoRuns() {
    assertThatThrownBy(() -> read(line(""), line("").replace("42", "43")))
        .hasMessage("faults.jsonl:2: seed 43 (expected: the seed of one run, 42)");
    assertThatThrownBy(() -> read(""))
        .hasMessage(
            "journal: faults.jsonl (expected: a file with at least one entry of a journal)");
  }

  @Test
  void readsTheLayersOfAProxy() throws IOException {
    String run =
        "{\"origin\":\"run\",\"seed\":42,\"proxies\":[{\"name\":\"web\",\"listen\":\"a:1\","
            + "\"upstream\":\"b:2\",\"protocol\":\"http\",\"layers\":[\"source\",\"tls\"]},"
            + "{\"name\":\"db\",\"listen\":\"a:3\",\"upstream\":\"b:4\",\"protocol\":\"tcp\"}]}";

    assertThat(
            RecordedRun.proxies(
                new BufferedReader(new StringReader(run)), "faults.jsonl", OptionalInt.empty()))
        .extracting(RecordedProxy::layers)
        .containsExactly(List.of("source", "tls"), List.of());
  }
}
