package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Decision;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.LogLines;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What repeats a recorded run, asked as the engine asks it. */
class AgainTest {

  private static final Decision DELAY = Decision.delay(Duration.ofSeconds(1));

  private final List<Replay.Fault> recorded = new ArrayList<>();

  private record Arrived(
      long connection, String layer, long ordinal, String identity, String label, String digest)
      implements IdentifiedExchange {

    static Arrived at(long connection, long ordinal) {
      return new Arrived(connection, "", ordinal, "", "GET /a", "");
    }

    Arrived labeled(String label, String digest) {
      return new Arrived(connection, layer, ordinal, identity, label, digest);
    }

    @Override
    public Request request() {
      return () -> label;
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

  private void fault(Replay.Place place, String identity, String digest, Hook hook, Decision did) {
    Journal.Done done = new Journal.Done(hook, did);
    recorded.add(new Replay.Fault("web", place, identity, "r", "", "b", "GET /a", digest, done));
  }

  private void fault(long connection, long ordinal, Hook hook, Decision did) {
    fault(new Replay.Place(connection, ordinal), "", "", hook, did);
  }

  private static Repeated behavior(Replay replay) {
    List<Rule> rules = replay.rules("web").rules();
    assertThat(rules).hasSize(1);
    return (Repeated) rules.get(0).mix().choices().findFirst().orElseThrow().behavior();
  }

  @Test
  void doesTheSameAtEachHookOfTheSameExchange() {
    fault(1, 2, Hook.BEFORE, DELAY);
    fault(1, 2, Hook.BETWEEN, Decision.hang());
    fault(1, 2, Hook.AFTER, Decision.reset());
    Repeated again = behavior(new Replay(recorded));
    Arrived there = Arrived.at(1, 2);
    assertThat(again.onBeforeHandle(there)).isEqualTo(DELAY);
    assertThat(again.onBetweenHandle(there)).isEqualTo(Decision.hang());
    assertThat(again.onAfterHandle(there)).isEqualTo(Decision.reset());
  }

  @Test
  void letsAllOthersPass() {
    fault(1, 2, Hook.BEFORE, DELAY);
    Repeated again = behavior(new Replay(recorded));
    assertThat(again.onAfterHandle(Arrived.at(1, 2)).passes()).isTrue();
    assertThat(again.onBetweenHandle(Arrived.at(1, 2)).passes()).isTrue();
    assertThat(again.onBeforeHandle(Arrived.at(1, 1)).passes()).isTrue();
    assertThat(again.onBeforeHandle(Arrived.at(2, 2)).passes()).isTrue();
    Arrived ofLayer = new Arrived(1, "tls", 2, "", "GET /a", "");
    assertThat(again.onBeforeHandle(ofLayer).passes()).isTrue();
  }

  @Test
  void knowsAnExchangeOfALayerByItsLayer() {
    fault(new Replay.Place(1, "tls", 1), "", "", Hook.BEFORE, DELAY);
    Repeated again = behavior(new Replay(recorded));
    assertThat(again.onBeforeHandle(Arrived.at(1, 1)).passes()).isTrue();
    assertThat(again.onBeforeHandle(new Arrived(1, "tls", 1, "", "GET /a", ""))).isEqualTo(DELAY);
  }

  @Test
  void knowsAnExchangeByItsIdentityWhereverItIs() {
    fault(new Replay.Place(1, 2), "key-7", "", Hook.BEFORE, DELAY);
    Repeated again = behavior(new Replay(recorded));
    assertThat(again.onBeforeHandle(Arrived.at(1, 2)).passes()).isTrue();
    assertThat(again.onBeforeHandle(new Arrived(9, "", 5, "key-7", "GET /a", ""))).isEqualTo(DELAY);
  }

  /** Deciding is not doing: the connection may end before. */
  @Test
  void aFaultIsMissingUntilItHasHappened() {
    fault(1, 1, Hook.BEFORE, DELAY);
    fault(1, 1, Hook.AFTER, Decision.reset());
    Replay replay = new Replay(recorded);
    Repeated again = behavior(replay);
    assertThat(replay.missing())
        .containsExactly("web: connection 1, exchange 1 did not happen: GET /a");
    again.onBeforeHandle(Arrived.at(1, 1));
    String only = "web: connection 1, exchange 1 happened, but not its b: GET /a";
    assertThat(replay.missing()).containsExactly(only, only);
    again.happened(Hook.BEFORE, Arrived.at(1, 1));
    assertThat(replay.missing()).containsExactly(only);
    again.happened(Hook.AFTER, Arrived.at(2, 1));
    assertThat(replay.missing()).as("another exchange").containsExactly(only);
    again.happened(Hook.AFTER, Arrived.at(1, 1));
    assertThat(replay.missing()).isEmpty();
  }

  @Test
  void saysThatARequestIsAnother() {
    fault(new Replay.Place(1, 1), "", "d1", Hook.BEFORE, DELAY);
    fault(new Replay.Place(1, 2), "", "d2", Hook.BEFORE, DELAY);
    try (LogLines log = new LogLines()) {
      Repeated again = behavior(new Replay(recorded));
      again.onBeforeHandle(Arrived.at(1, 1).labeled("GET /a", "d1"));
      assertThat(log.with("another request")).isEmpty();
      again.onBeforeHandle(Arrived.at(1, 2).labeled("GET /a", "other"));
      assertThat(log.with("another request"))
          .containsExactly(
              "web: connection 1, exchange 2 has another request: GET /a (recorded: one that"
                  + " differs in what is not shown)");
    }
  }
}
