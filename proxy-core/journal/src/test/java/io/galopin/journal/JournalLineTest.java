package io.galopin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.journal.Event;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.journal.Journal.Done;
import io.galopin.engine.rule.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JournalLineTest {

  private final Journal journal =
      new Journal(Clock.fixed(Instant.ofEpochSecond(1), ZoneOffset.UTC), 10);

  private static String line(Journal.Entry entry) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      JournalLine.write(json, 42, entry);
    }
    return line.toString();
  }

  private List<Journal.Entry> slowAndCut() {
    Done slow = new Done(Hook.BEFORE, Decision.delay(Duration.ofSeconds(2)));
    Done cut =
        new Done(Hook.AFTER, new Decision(Duration.ZERO, new Action.Truncate(7, Action.End.RESET)));
    ExchangeRef first = new ExchangeRef(4, "GET /\"a\"", "id #2", "d1");
    ExchangeRef second = new ExchangeRef(5, "GET /", "", "");
    journal.write("web", new Event.Fault(3, first, "slow", "~a1", "delay", "delay 2 s", slow));
    journal.write("web", new Event.Fault(3, second, "", "", "cut", "cut", cut));
    return journal.after(0, 10);
  }

  @Test
  void saysAllOfAnEntry() throws IOException {
    assertThat(line(slowAndCut().get(0)))
        .isEqualTo(
            "{\"number\":1,\"time\":\"1970-01-01T00:00:01Z\",\"seed\":42,\"origin\":\"injected\","
                + "\"proxy\":\"web\",\"connection\":3,\"exchange\":4,\"direction\":\"upstream\","
                + "\"rule\":\"slow\",\"rule-key\":\"~a1\",\"plugin\":\"delay\","
                + "\"decision\":\"delay 2 s\",\"request\":\"GET /\\\"a\\\"\","
                + "\"identity\":\"id #2\",\"digest\":\"d1\","
                + "\"done\":{\"hook\":\"before\",\"delay\":\"2 s\"}}");
  }

  @Test
  void leavesOutWhatThereIsNot() throws IOException {
    journal.write(
        "web", new Event.NetworkTrouble(3, Direction.DOWNSTREAM, ExchangeRef.NONE, "refused"));

    assertThat(line(journal.after(0, 1).get(0)))
        .isEqualTo(
            "{\"number\":1,\"time\":\"1970-01-01T00:00:01Z\",\"seed\":42,\"origin\":\"network\","
                + "\"proxy\":\"web\",\"connection\":3,\"exchange\":0,\"direction\":\"downstream\",\"rule\":\"\","
                + "\"plugin\":\"\",\"decision\":\"refused\",\"request\":\"\"}");
  }

  @Test
  void namesTheLayerOfAnExchangeIfThereIsOne() throws IOException {
    ExchangeRef hello = new ExchangeRef("test", 0, "HELLO", "", "");
    Done slow = new Done(Hook.BEFORE, Decision.delay(Duration.ofSeconds(2)));
    journal.write("web", new Event.Fault(3, hello, "slow", "", "delay", "delay 2 s", slow));
    List<Journal.Entry> entries = journal.after(0, 1);
    String line = line(entries.get(0));

    RecordedRun run =
        RecordedRun.read(
            new BufferedReader(new StringReader(line)),
            "file",
            OptionalInt.empty(),
            proxy ->
                new ProtocolStack(List.of(RecordedRunTest.PROTOCOL), RecordedRunTest.PROTOCOL));

    assertThat(line).contains("\"connection\":3,\"layer\":\"test\",\"exchange\":0,");
    assertThat(run.faults()).isEqualTo(RecordedRun.faults(entries)).hasSize(1);
    assertThat(run.faults().get(0).place()).hasToString("connection 3, exchange 0 of test");
  }

  @Test
  void theFirstLineOfARunNamesPluginsWithTheirVersions() {
    assertThat(JournalLine.run(Instant.EPOCH, 42, "1.0", List.of(), List.of("slow 1.2")))
        .contains("\"plugins\":[\"slow 1.2\"]");
    assertThat(JournalLine.run(Instant.EPOCH, 42, "1.0", List.of())).doesNotContain("plugins");
  }

  @Test
  void isReadBackAsTheSameFaults() throws IOException {
    List<Journal.Entry> entries = slowAndCut();
    String file =
        JournalLine.run(Instant.EPOCH, 42, "1.0", List.of())
            + "\n"
            + line(entries.get(0))
            + "\n"
            + JournalLine.lost(3)
            + "\n"
            + line(entries.get(1));

    RecordedRun run =
        RecordedRun.read(
            new BufferedReader(new StringReader(file)),
            "file",
            OptionalInt.empty(),
            proxy -> ProtocolStack.of(RecordedRunTest.PROTOCOL));

    assertThat(run.seed()).isEqualTo(42);
    assertThat(run.lost()).isEqualTo(3);
    assertThat(run.faults()).isEqualTo(RecordedRun.faults(entries)).hasSize(2);
    assertThat(run.faults().get(1).done()).isEqualTo(entries.get(1).done());
    assertThat(run.faults()).extracting(Replay.Fault::proxy).containsOnly("web");
  }
}
