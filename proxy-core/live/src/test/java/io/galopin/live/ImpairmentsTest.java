package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Event;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImpairmentsTest {

  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Duration ALMOST_TEN = TEN.minusNanos(1);
  private static final Duration NANO = Duration.ofNanos(1);
  private static final Stay FOR_TEN = new Stay(Optional.of(TEN), "ann@laptop");

  private final VirtualTime time = new VirtualTime();
  private final Engine engine = new Engine(EngineSettings.withSeed(1));
  private final Live live = new Live(engine, Bound.NONE, Optional.of(Duration.ofHours(1)), time);
  private final Proxy web =
      live.turns().inTurn(List.of("web"), () -> live.create("web", () -> TestPlugins.spec("web")));

  @AfterEach
  void close() {
    live.close();
    engine.close();
  }

  private void inTurn(Runnable change) {
    live.turns()
        .inTurn(
            List.of("web"),
            () -> {
              change.run();
              return true;
            });
  }

  private void addToxic(String name, Stay stay) {
    inTurn(
        () -> {
          live.toxics().add(web, name, () -> TestPlugins.toxic(name));
          live.stay(web, Subject.toxic(name), stay);
        });
  }

  private void setRules(String... rules) {
    inTurn(
        () ->
            live.changeRules(
                web, now -> RuleChange.replaced(now, TestPlugins.rules().read(List.of(rules)))));
  }

  private void setMix(int percent, Stay stay) {
    ProxySpec made =
        TestPlugins.spec(
            "web", "behaviors", Map.of("act", Map.of("weight", percent, "size", percent)));
    Optional<Mix> mix = made.rules().find(Mix.NAME).map(Rule::mix);
    inTurn(() -> live.setMix(web, mix, made.defaults(), stay));
  }

  private List<String> toxics() {
    return web.spec().toxics().stream().map(ToxicSpec::name).toList();
  }

  private String rules() {
    return web.spec().rules().toString();
  }

  private List<String> ended() {
    return engine.journal().after(0, 100).stream()
        .filter(entry -> entry.event() instanceof Event.Ended)
        .map(entry -> entry.rule() + entry.plugin() + ": " + entry.decision())
        .toList();
  }

  @Test
  void aToxicIsRemovedAtItsEndAndTheJournalSaysSo() {
    addToxic("slow", FOR_TEN);
    addToxic("stays", Stay.forGood());

    time.pass(ALMOST_TEN);
    assertThat(toxics()).containsExactly("slow", "stays");
    time.pass(NANO);

    assertThat(toxics()).containsExactly("stays");
    assertThat(ended()).containsExactly("slow: toxic removed after 10 s, set by ann@laptop");
    Journal.Entry entry = engine.journal().after(0, 1).get(0);
    assertThat(entry.origin()).isEqualTo(Journal.Origin.END);
    assertThat(entry.done()).isNull();
    assertThat(engine.journal().count().injected()).isZero();
  }

  @Test
  void saysSinceWhenUntilWhenAndByWhom() {
    time.pass(Duration.ofSeconds(1));
    addToxic("slow", FOR_TEN);
    time.pass(Duration.ofSeconds(4));

    Impairment slow = live.impairments().of(web, Subject.toxic("slow")).orElseThrow();

    assertThat(slow.since()).isEqualTo(Instant.EPOCH.plusSeconds(1));
    assertThat(slow.by()).isEqualTo("ann@laptop");
    assertThat(live.impairments().left(slow.end().orElseThrow())).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void aNewEndReplacesTheOldOne() {
    addToxic("slow", FOR_TEN);
    time.pass(Duration.ofSeconds(9));
    inTurn(() -> live.stay(web, Subject.toxic("slow"), FOR_TEN));

    time.pass(ALMOST_TEN);
    assertThat(toxics()).containsExactly("slow");
    time.pass(NANO);

    assertThat(toxics()).isEmpty();
    assertThat(ended()).hasSize(1);
  }

  @Test
  void whatLastsForGoodHasNoEnd() {
    addToxic("slow", FOR_TEN);
    inTurn(() -> live.stay(web, Subject.toxic("slow"), Stay.forGood()));

    time.pass(TEN);

    assertThat(toxics()).containsExactly("slow");
    assertThat(time.waiting()).isZero();
    assertThat(live.impairments().of(web)).isEmpty();
  }

  @Test
  void aChangedToxicKeepsItsEnd() {
    addToxic("slow", FOR_TEN);
    inTurn(() -> live.toxics().update(web, "slow", old -> TestPlugins.toxic("slow")));

    time.pass(TEN);

    assertThat(toxics()).isEmpty();
  }

  @Test
  void theEndGoesWithTheToxic() {
    addToxic("slow", FOR_TEN);
    inTurn(() -> live.toxics().remove(web, "slow"));
    assertThat(time.waiting()).isZero();
    addToxic("slow", Stay.forGood());

    time.pass(TEN);

    assertThat(toxics()).containsExactly("slow");
    assertThat(ended()).isEmpty();
  }

  @Test
  void resetAndDeleteDropEnds() {
    addToxic("slow", FOR_TEN);
    inTurn(() -> live.reset(web));
    assertThat(time.waiting()).isZero();

    addToxic("slow", FOR_TEN);
    inTurn(() -> live.delete(web));
    assertThat(time.waiting()).isZero();
    assertThat(live.impairments().of(web)).isEmpty();
  }

  @Test
  void populateDropsTheEndsOfWhatItRemoves() {
    addToxic("slow", FOR_TEN);
    inTurn(() -> live.populate(List.of(TestPlugins.spec("web"))));

    assertThat(time.waiting()).isZero();
  }

  @Test
  void aRuleIsRemovedAtItsEnd() {
    setRules("a: act", "b: act size=2");
    inTurn(() -> live.stay(web, Subject.rule("a"), FOR_TEN));

    time.pass(TEN);

    assertThat(rules()).isEqualTo("b: act size=2");
    assertThat(ended()).containsExactly("a: rule removed after 10 s, set by ann@laptop");
  }

  @Test
  void theMixFromBeforeIsBackAtTheEnd() {
    setMix(10, Stay.forGood());
    Map<String, ?> options = web.spec().defaults();
    setMix(20, FOR_TEN);
    setMix(30, FOR_TEN);
    setRules("a: act");

    time.pass(TEN);

    assertThat(rules()).isEqualTo("a: act; 10:act");
    assertThat(web.spec().defaults()).isEqualTo(options);
    assertThat(ended())
        .containsExactly(": behavior set back to 10:act after 10 s, set by ann@laptop");
  }

  @Test
  void aMixThatSomebodyElseHasSetStays() {
    setMix(20, FOR_TEN);
    setMix(30, Stay.forGood());

    time.pass(TEN);

    assertThat(rules()).isEqualTo("30:act");
    assertThat(ended()).isEmpty();
  }

  private void enable(boolean enabled) {
    inTurn(() -> live.update(web, now -> now.withEnabled(enabled)));
  }

  private void disableFor(Stay stay) {
    inTurn(() -> live.update(web, now -> now.withEnabled(false), stay));
  }

  @Test
  void aDisabledProxyIsEnabledAtTheEnd() {
    enable(true);
    disableFor(FOR_TEN);
    assertThat(web.address()).isEmpty();

    time.pass(TEN);

    assertThat(web.address()).isPresent();
    assertThat(ended()).containsExactly(": enabled again after 10 s, set by ann@laptop");
  }

  @Test
  void aProxyThatSomebodyElseHasEnabledHasNoEnd() {
    enable(true);
    disableFor(FOR_TEN);
    enable(true);
    assertThat(time.waiting()).isZero();
    enable(false);

    time.pass(TEN);

    assertThat(web.address()).isEmpty();
  }

  @Test
  void aProxyThatWasDisabledForGoodStaysSo() {
    disableFor(FOR_TEN);

    time.pass(TEN);

    assertThat(web.address()).isEmpty();
    assertThat(ended())
        .containsExactly(": stays disabled, as it was before after 10 s, set by ann@laptop");
  }

  @Test
  void anOutageWithANameThatGetsAnEndIsOver() {
    enable(true);
    disableFor(new Stay(Optional.empty(), "ann@laptop"));
    disableFor(FOR_TEN);

    time.pass(TEN);

    assertThat(web.address()).isPresent();
  }

  @Test
  void anEndThatCannotBeMadeIsTriedAgain() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address there = new Address("127.0.0.1", taken.getLocalPort());
      inTurn(() -> live.update(web, now -> now.withListen(there)));
      inTurn(() -> live.stay(web, Subject.DISABLED, FOR_TEN));
      time.pass(TEN.plusSeconds(5));
      assertThat(engine.journal().after(0, 100))
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.origin()).isEqualTo(Journal.Origin.PROXY);
                assertThat(entry.decision()).contains("Address already in use");
              });
      assertThat(live.impairments().of(web)).hasSize(1);
    }

    time.pass(Duration.ofSeconds(1));

    assertThat(web.address()).isPresent();
    assertThat(ended()).hasSize(1);
    assertThat(time.waiting()).isZero();
  }

  @Test
  void whatIsSignedHasAnEndUnlessItSaysWhen() {
    addToxic("signed", new Stay(Optional.empty(), "ann@laptop"));
    addToxic("plain", Stay.forGood());
    addToxic("long", new Stay(Optional.of(Duration.ofHours(2)), "ann@laptop"));

    time.pass(Duration.ofHours(1));

    assertThat(toxics()).containsExactly("plain", "long");
  }

  @Test
  void everythingOfAKindCanBeSetForGood() {
    addToxic("slow", FOR_TEN);
    setMix(20, FOR_TEN);
    inTurn(() -> live.forGood(web, Kind.TOXIC));

    time.pass(TEN);

    assertThat(toxics()).containsExactly("slow");
    assertThat(web.spec().rules()).isEqualTo(RuleSet.none());
  }

  @Test
  void aTimeNeedsAUnit() {
    assertThat(Stay.read("1.5 s")).contains(Duration.ofMillis(1500));
    assertThat(Stay.read("never")).isEmpty();
    for (Object wrong : List.of(10, "10", "", "soon", "0 s", "-1 s", "366 d")) {
      assertThatThrownBy(() -> Stay.read(wrong))
          .as("%s", wrong)
          .isInstanceOf(OptionException.class)
          .hasMessageStartingWith("expires-in: ");
    }
    assertThatThrownBy(() -> new Stay(Optional.empty(), "a\nb"))
        .hasMessage("set-by: a?b (expected: at most 200 characters on one line)");
  }
}
