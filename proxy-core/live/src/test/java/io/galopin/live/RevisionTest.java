package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.socket.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionTest {

  private static final Object[] WHOLE = {
    "protocol", Map.of("name", "tcp", "size", 3),
    "behaviors", Map.of("act", Map.of("weight", 20, "size", 2)),
    "rules", List.of("a: act size=1", "b: act"),
    "toxics", List.of(Map.of("name", "t", "type", "slow"))
  };

  private final Engine engine = new Engine(EngineSettings.withSeed(1));
  private final Proxy web = engine.open(TestPlugins.spec("web", WHOLE)).join();

  @AfterEach
  void close() {
    engine.close();
  }

  /** What it becomes by all of {@link #WHOLE} with {@code more} in place of some. */
  private ProxySpec revised(Set<String> given, Object... more) {
    List<Object> fields = new ArrayList<>(List.of(WHOLE));
    fields.addAll(List.of(more));
    Map<String, Object> json = TestPlugins.fields("web", fields.toArray());
    return Revision.of(web, ToxiproxyJson.proxy(json), given, TestPlugins.CATALOG);
  }

  @Test
  void layersStayWhateverElseIsGiven() {
    ProxySpec plain = web.spec();
    ProxySpec layered = plain.withLayers(List.of(plain.speaks()));
    web.become(layered).join();

    ProxySpec changed = revised(Revision.ALL, "upstream", "127.0.0.1:2");

    assertThat(changed.layers()).isEqualTo(layered.layers()).hasSize(1);
    assertThat(changed.isSameAs(changed.withLayers(List.of()))).isFalse();
  }

  @Test
  void partsThatAreAsTheyWereAreTheSameInstances() {
    ProxySpec again =
        revised(
            Revision.ALL,
            "protocol",
            Map.of("size", 3, "name", "tcp"),
            // Its default.
            "toxics",
            List.of(Map.of("name", "t", "type", "slow", "attributes", Map.of("size", 5))));

    assertThat(again.speaks()).isSameAs(web.spec().speaks());
    assertThat(again.toxics()).isSameAs(web.spec().toxics());
    assertThat(again.rules().find("a")).containsSame(web.spec().rules().rules().get(0));
    assertThat(again.rules().find("mix")).containsSame(web.spec().rules().rules().get(2));
  }

  @Test
  void rulesBeginWithWhatBehaviorsAreGiven() {
    assertThat(revised(Set.of("rules")).rules().own())
        .extracting(Rule::text)
        .containsExactly("a: act size=1", "b: act size=2");
  }

  @Test
  void whatIsNotGivenStays() {
    ProxySpec changed =
        revised(
            Set.of(),
            "protocol",
            "other",
            "rules",
            List.of(),
            "toxics",
            List.of(),
            "behaviors",
            Map.of());

    assertThat(changed.speaks()).isSameAs(web.spec().speaks());
    assertThat(changed.rules()).isSameAs(web.spec().rules());
    assertThat(changed.toxics()).isSameAs(web.spec().toxics());
  }

  @Test
  void inAnotherProtocolRulesAreOthers() {
    ProxySpec changed = revised(Set.of("protocol"), "protocol", Map.of("name", "tcp", "size", 4));

    assertThat(changed.speaks()).isNotEqualTo(web.spec().speaks());
    assertThat(changed.rules().counts(web.spec().rules().rules().get(0))).isFalse();
    assertThat(changed.rules().find("mix")).isEqualTo(web.spec().rules().find("mix"));
  }

  @Test
  void anotherMixIsNewAndBringsWhatBehaviorsAreGiven() {
    ProxySpec changed =
        revised(Set.of("behaviors"), "behaviors", Map.of("act", Map.of("weight", 20, "size", 7)));

    assertThat(changed.rules().find("mix")).isNotEqualTo(web.spec().rules().find("mix"));
    assertThat(changed.rules().find("a")).isEqualTo(web.spec().rules().find("a"));
    assertThat(Defaults.texts(changed, "tcp", TestPlugins.CATALOG))
        .isEqualTo(Map.of("act", Map.of("size", "7")));
  }

  @Test
  void aWholeThatIsTheSameStays() {
    assertThat(Revision.whole(web.spec(), TestPlugins.spec("web", WHOLE))).isSameAs(web.spec());
  }

  static Stream<Named<UnaryOperator<ProxySpec>>> others() {
    ProxySpec bare = TestPlugins.spec("web");
    return Stream.of(
        Named.of("rules", spec -> spec.withRules(bare.rules())),
        Named.of("toxics", spec -> spec.withToxics(bare.toxics())),
        Named.of("upstream", spec -> spec.withUpstream(new Address("h", 1))),
        Named.of("enabled", spec -> spec.withEnabled(true)));
  }

  @ParameterizedTest
  @MethodSource("others")
  void aWholeThatIsAnotherIsAsWanted(UnaryOperator<ProxySpec> change) {
    ProxySpec wanted = change.apply(TestPlugins.spec("web", WHOLE));

    assertThat(Revision.whole(web.spec(), wanted).isSameAs(wanted)).isTrue();
  }

  @Test
  void aWholeThatTakesAnyPortKeepsTheOneThatItHas() {
    ProxySpec there = web.spec().withListen(new Address("127.0.0.1", 4711));

    ProxySpec changed = Revision.whole(there, TestPlugins.spec("web"));

    assertThat(changed.listen()).isEqualTo(there.listen());
    assertThat(changed.rules().isEmpty()).isTrue();
  }
}
