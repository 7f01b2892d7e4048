package io.galopin.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static final Journal.Done DONE =
      new Journal.Done(Hook.BEFORE, Decision.delay(Duration.ofSeconds(1)));

  private final Journal journal = new Journal(Clock.fixed(NOW, ZoneOffset.UTC), 3);

  private void write(String decision) {
    write(journal, decision, "GET /a", DONE);
  }

  private static Event fault(String decision, String request, Journal.Done done) {
    ExchangeRef exchange = new ExchangeRef(2, request, "", "");
    return new Event.Fault(1, exchange, "", "", "delay", decision, done);
  }

  @Test
  void keepsEntriesInOrderWithNumberAndTime() {
    write("delay 1 s");
    assertThat(journal.after(0, 10))
        .containsExactly(new Journal.Entry(1, NOW, "web", fault("delay 1 s", "GET /a", DONE)));
  }

  @Test
  void letsTheOldestGoAndSaysHowMany() {
    for (int i = 1; i <= 5; i++) {
      write("n" + i);
    }
    assertThat(journal.after(0, 10))
        .extracting(Journal.Entry::decision)
        .containsExactly("n3", "n4", "n5");
    assertThat(journal.letGo()).isEqualTo(2);
    assertThat(journal.written()).isEqualTo(5);
  }

  @Test
  void givesWhatCameAfterANumberAndNoMoreThanAskedFor() {
    for (int i = 1; i <= 5; i++) {
      write("n" + i);
    }
    assertThat(journal.after(4, 10)).extracting(Journal.Entry::number).containsExactly(5L);
    assertThat(journal.after(2, 2)).extracting(Journal.Entry::number).containsExactly(3L, 4L);
    assertThat(journal.after(5, 10)).isEmpty();
    assertThat(journal.after(99, 10)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void givesEntriesAsTheyWereWritten(Decision decision) {
    Journal.Done done = new Journal.Done(Hook.AFTER, decision);
    for (String text :
        List.of(
            "", "GET /a", "caf\u00e9", "\u20ac 5", "\ud83d\ude00 \ud800", "x".repeat(100_000))) {
      ExchangeRef exchange = new ExchangeRef(7, text + 1, text + 2, text + 3);
      Event event =
          new Event.Fault(Long.MAX_VALUE, exchange, text + 4, text + 5, text + 6, text + 7, done);
      journal.write(text, event);
      assertThat(journal.after(journal.written() - 1, 1))
          .containsExactly(new Journal.Entry(journal.written(), NOW, text, event));
    }
  }

  static Stream<Decision> decisions() {
    return Stream.of(
        Decision.pass(),
        Decision.delay(Duration.ofSeconds(3, 5)),
        Decision.reset().delayedBy(Duration.ofDays(1)),
        Decision.fail(Failure.ERROR),
        Decision.act(new Action.Truncate(5, Action.End.RESET)),
        Decision.act(new Action.Rewrite(Map.of("a", "b"))));
  }

  @ParameterizedTest
  @MethodSource("events")
  void givesEventsOfAllKindsAsTheyWereWritten(Event event) {
    journal.write("web", event);
    assertThat(journal.after(0, 1)).containsExactly(new Journal.Entry(1, NOW, "web", event));
    assertThat(journal.count().injected())
        .isEqualTo(event.kind().origin() == Journal.Origin.INJECTED ? 1 : 0);
  }

  static Stream<Event> events() {
    ExchangeRef exchange = new ExchangeRef(2, "GET /a", "id", "digest");
    Direction way = Direction.DOWNSTREAM;
    return Stream.of(
        new Event.Fault(1, exchange, "rule", "key", "delay", "delay 1 s", DONE),
        new Event.ToxicBegan(1, way, "slow", "begins: latency"),
        new Event.ToxicEnded(1, way, "slow", "ended: 5 bytes"),
        new Event.NetworkTrouble(1, way, exchange, "refused"),
        new Event.NetworkTrouble(1, way, ExchangeRef.NONE, "refused"),
        new Event.OwnTrouble(1, way, exchange, "rule", "delay", "threw"),
        new Event.OwnTrouble(1, null, ExchangeRef.NONE, "", "", "threw"),
        new Event.Summary("rule", "first 3 delay", "3 calls"),
        new Event.Ended("rule", "delay", "its time is over"),
        new Event.PluginsChanged("chaos 1.1.0"));
  }

  @Test
  void knowsAllKindsOfEvents() {
    assertThat(events().map(Event::kind).distinct()).containsExactly(Event.Kind.values());
    assertThat(events().map(Event::getClass).distinct().toList())
        .isEqualTo(List.of(Event.class.getPermittedSubclasses()));
  }

  @Test
  void hasRoomForALongTextInAnyPlace() {
    for (int place = 0; place < 8; place++) {
      String[] texts = {"", "", "", "", "", "", "", ""};
      texts[place] = "\u20ac".repeat(1_000);
      Journal fresh = new Journal(Clock.systemUTC(), 3);
      ExchangeRef exchange = new ExchangeRef(2, texts[1], texts[2], texts[3]);
      fresh.write(
          texts[0], new Event.Fault(1, exchange, texts[4], texts[5], texts[6], texts[7], DONE));
      Journal.Entry entry = fresh.after(0, 1).get(0);
      assertThat(
              List.of(
                  entry.proxy(),
                  entry.request(),
                  entry.identity(),
                  entry.digest(),
                  entry.rule(),
                  entry.ruleKey(),
                  entry.plugin(),
                  entry.decision()))
          .containsExactly(texts);
    }
  }

  @Test
  void eachEntryHasItsOwnAction() {
    Journal all = new Journal(Clock.systemUTC(), 100);
    List<Decision> decisions =
        IntStream.range(0, 20)
            .mapToObj(i -> Decision.act(new Action.Truncate(i % 7, Action.End.RESET)))
            .toList();
    for (Decision decision : decisions) {
      write(all, "", "", new Journal.Done(Hook.AFTER, decision));
    }
    assertThat(all.after(0, 100))
        .extracting(entry -> Objects.requireNonNull(entry.done()).decision())
        .isEqualTo(decisions);
  }

  @Test
  void countsFaultsApart() {
    write("delay 1 s");
    journal.write("web", new Event.OwnTrouble(1, null, ExchangeRef.NONE, "", "", ""));
    write("delay 1 s");
    assertThat(journal.count()).isEqualTo(new Journal.Count(3, 2));
  }

  @Test
  void keepsFewerEntriesWhereTheyAreLarge() {
    Journal small = new Journal(Clock.systemUTC(), 1000, 256 << 10);
    for (int i = 1; i <= 1000; i++) {
      ExchangeRef exchange = new ExchangeRef(2, "x".repeat(1000), "", "");
      small.write("web", new Event.NetworkTrouble(1, Direction.UPSTREAM, exchange, "n" + i));
    }
    List<Journal.Entry> left = small.after(0, Integer.MAX_VALUE);
    assertThat(left.size()).isBetween(190, 256);
    assertThat(left.get(0).number()).isEqualTo(small.letGo() + 1);
    assertThat(left).extracting(Journal.Entry::number).isSorted().endsWith(1000L);
    assertThat(left).extracting(Journal.Entry::decision).endsWith("n999", "n1000");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void countsTheActionsThatBehaviorsMakeAnew(boolean fail) {
    Journal small = new Journal(Clock.systemUTC(), 10_000, 1 << 20);
    for (int i = 1; i <= 10_000; i++) {
      String text = i + "x".repeat(1000);
      Action large = fail ? failure(text) : new Action.Rewrite(Map.of("path", text));
      write(small, "large", "", new Journal.Done(Hook.BEFORE, Decision.act(large)));
    }
    assertThat(small.after(0, Integer.MAX_VALUE).size()).isBetween(200, 500);
  }

  private static Action failure(String body) {
    Options options = Options.of(List.of(Option.text("body", "")), Map.of("body", body));
    return new Action.Fail(new Failure(Failure.Kind.ERROR, options));
  }

  @Test
  void forgetsTheActionsOfEntriesThatAreGone() {
    Journal small = new Journal(Clock.systemUTC(), 10);
    WeakReference<Action> action = writeRewrite(small);
    for (int i = 1; i <= 5_000; i++) {
      write(small, "delay 1 s", "", DONE);
    }
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(action.get()).isNull();
            });
    assertThat(small.written()).isEqualTo(5_001);
  }

  private static WeakReference<Action> writeRewrite(Journal to) {
    Action action = new Action.Rewrite(Map.of("path", "/a"));
    write(to, "rewrite", "", new Journal.Done(Hook.BEFORE, Decision.act(action)));
    return new WeakReference<>(action);
  }

  @Test
  void keepsTheNewestEntryWhateverItTakes() {
    Journal small = new Journal(Clock.systemUTC(), 1000, 1000);
    write(small, "first", "x".repeat(1_000_000), DONE);
    write(small, "second", "x".repeat(1_000_000), DONE);
    assertThat(small.after(0, 10)).extracting(Journal.Entry::decision).containsExactly("second");
    write(small, "third", "", DONE);
    assertThat(small.after(0, 10)).extracting(Journal.Entry::decision).containsExactly("third");
  }

  @Test
  void staysSmallWhereRequestsAreLong() {
    Journal large = new Journal(Clock.systemUTC(), 65_536);
    String path = "x".repeat(32_000);
    for (int i = 1; i <= 2_000; i++) {
      write(large, "delay 1 s", path + i, DONE);
    }
    assertThat(large.letGo()).isPositive();
    assertThat(large.after(0, Integer.MAX_VALUE).size()).isBetween(100, 1000);
  }

  private static void write(Journal to, String decision, String request, Journal.Done done) {
    to.write("web", fault(decision, request, done));
  }
}
