package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.live.ChangeRefused.Why;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveTest {

  private final Engine engine = new Engine(EngineSettings.withSeed(1));
  private final Live live = new Live(engine, LiveTest::refuseFour);
  private final Proxy web = inTurn(() -> live.create("web", () -> TestPlugins.spec("web")));

  @AfterEach
  void close() {
    engine.close();
  }

  /** No more than three toxics. */
  private static void refuseFour(Engine engine, List<ProxySpec> wanted) {
    if (wanted.stream().anyMatch(spec -> spec.toxics().size() > 3)) {
      throw new IllegalArgumentException("too much");
    }
  }

  private <T> T inTurn(Supplier<T> change) {
    return live.turns().inTurn(List.of("web", "db"), change);
  }

  private ToxicSpec add(String name) {
    return inTurn(() -> live.toxics().add(web, name, () -> TestPlugins.toxic(name)));
  }

  private List<String> toxics() {
    return web.spec().toxics().stream().map(ToxicSpec::name).toList();
  }

  private static Why why(Throwable refused) {
    return ((ChangeRefused) refused).why();
  }

  @Test
  void changesNothingOutOfTurn() {
    ToxicSpec toxic = TestPlugins.toxic("a");

    assertThatThrownBy(() -> live.toxics().add(web, "a", () -> toxic))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("web: is changed out of turn");
    assertThat(toxics()).isEmpty();
  }

  @Test
  void knowsToxicsByTheirNames() {
    add("a");
    add("b");

    assertThatThrownBy(() -> add("a"))
        .satisfies(refused -> assertThat(why(refused)).isEqualTo(Why.TOXIC_EXISTS));
    assertThatThrownBy(() -> inTurn(() -> live.toxics().update(web, "c", same -> same)))
        .satisfies(refused -> assertThat(why(refused)).isEqualTo(Why.NO_TOXIC));
    inTurn(() -> live.toxics().update(web, "a", old -> TestPlugins.toxic("a")));
    assertThat(toxics()).containsExactly("a", "b");
    inTurn(
        () -> {
          live.toxics().remove(web, "a");
          return true;
        });
    assertThat(toxics()).containsExactly("b");
  }

  @Test
  void asksForNoToxicWhoseNameIsTaken() {
    add("a");

    assertThatThrownBy(
            () ->
                inTurn(
                    () ->
                        live.toxics()
                            .add(
                                web,
                                "a",
                                () -> {
                                  throw new IllegalStateException("asked");
                                })))
        .isInstanceOf(ChangeRefused.class);
  }

  @Test
  void changesNothingThatIsTooMuch() {
    add("a");
    add("b");
    add("c");

    assertThatThrownBy(() -> add("d")).hasMessage("too much");
    assertThat(toxics()).containsExactly("a", "b", "c");
  }

  @Test
  void createsOneProxyOfAName() {
    assertThatThrownBy(() -> inTurn(() -> live.create("web", () -> TestPlugins.spec("web"))))
        .satisfies(refused -> assertThat(why(refused)).isEqualTo(Why.PROXY_EXISTS));
    assertThatThrownBy(() -> live.existing("db"))
        .satisfies(refused -> assertThat(why(refused)).isEqualTo(Why.NO_PROXY));
  }

  @Test
  void populatesAllOrNone() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address there = new Address("127.0.0.1", taken.getLocalPort());
      ProxySpec changed = web.spec().withUpstream(new Address("127.0.0.1", 7));
      ProxySpec db = TestPlugins.spec("db").withListen(there).withEnabled(true);

      assertThatThrownBy(() -> inTurn(() -> live.populate(List.of(changed, db))))
          .isInstanceOf(ChangeFailed.class)
          .hasMessageContaining("db")
          .satisfies(
              failed ->
                  assertThat(((ChangeFailed) failed).reason()).isInstanceOf(IOException.class));
      assertThat(web.spec().upstream().port()).isEqualTo(9);
      assertThat(live.find("db")).isEmpty();

      assertThat(inTurn(() -> live.populate(List.of(changed, db.withEnabled(false)))))
          .extracting(proxy -> proxy.spec().name())
          .containsExactly("web", "db");
      assertThat(web.spec().upstream().port()).isEqualTo(7);
    }
  }

  @Test
  void resetEnablesAndRemovesToxics() {
    add("a");

    for (int i = 0; i < 2; i++) {
      inTurn(
          () -> {
            live.reset(web);
            return true;
          });
      assertThat(web.address()).isPresent();
      assertThat(toxics()).isEmpty();
      add("a");
    }
  }

  @Test
  void aDeletedProxyIsGone() {
    inTurn(
        () -> {
          live.delete(web);
          return true;
        });

    assertThat(live.find("web")).isEmpty();
  }

  @Test
  void aMixLeavesRulesAloneAndRemembersWhatBehaviorsAreGiven() {
    RuleSet own = new RuleSet(TestPlugins.rules().read(List.of("a: act size=1")));
    inTurn(() -> live.changeRules(web, now -> own));
    ProxySpec other =
        TestPlugins.spec("web", "behaviors", Map.of("act", Map.of("weight", 20, "size", 9)));
    Optional<Mix> mix = other.rules().find(Mix.NAME).map(Rule::mix);

    inTurn(() -> live.setMix(web, mix, other.defaults()));
    assertThat(web.spec().rules().rules())
        .extracting(Rule::text)
        .containsExactly("a: act size=1", "20:act");
    inTurn(() -> live.setMix(web, Optional.empty(), Map.of()));

    assertThat(web.spec().rules().rules()).containsExactly(own.rules().get(0));
    assertThat(Defaults.texts(web.spec(), "tcp", TestPlugins.CATALOG))
        .isEqualTo(Map.of("act", Map.of("size", "9")));
  }
}
