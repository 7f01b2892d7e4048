package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.engine.tls.TlsEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static ProxySpec rules(String... texts) {
    return TestPlugins.spec("web", "rules", List.of(texts));
  }

  private static ProxySpec toxics(String... names) {
    List<Map<String, Object>> toxics = new ArrayList<>();
    for (String name : names) {
      toxics.add(Map.of("name", name, "type", "slow"));
    }
    return TestPlugins.spec("web", "toxics", toxics);
  }

  private static List<String> texts(ProxySpec spec) {
    return spec.rules().own().stream().map(rule -> rule.name() + " " + rule.text()).toList();
  }

  private static Rule rule(ProxySpec spec, int index) {
    return spec.rules().own().get(index);
  }

  private static List<String> names(List<ProxySpec> specs) {
    return specs.stream().map(ProxySpec::name).toList();
  }

  @Test
  void leavesAProxyWhoseConfigurationIsTheSame() {
    ProxySpec now = toxics("mine").withEnabled(true);

    assertThat(Merge.proxy(rules("act"), now, rules("act")).isSameAs(now)).isTrue();
  }

  private static ClientEnd client() {
    return (allocator, backend, alpn, change) -> {
      throw new IllegalStateException("nobody connects");
    };
  }

  private static BackendEnd backend() {
    return (allocator, backend, alpn) -> {
      throw new IllegalStateException("nobody connects");
    };
  }

  private static ProxySpec tls(Optional<ClientEnd> client, Optional<BackendEnd> backend) {
    return toxics().withTls(new TlsEnds(client, backend));
  }

  @Test
  void mergesTlsOfEachSideAlone() {
    Optional<ClientEnd> called = Optional.of(client());
    Optional<BackendEnd> written = Optional.of(backend());
    ProxySpec before = tls(Optional.empty(), Optional.empty());

    ProxySpec merged =
        Merge.proxy(before, tls(called, Optional.empty()), tls(Optional.empty(), written));

    assertThat(merged.tls()).isEqualTo(new TlsEnds(called, written));
    assertThat(Merge.proxy(tls(called, written), tls(called, written), before).tls())
        .isEqualTo(TlsEnds.NONE);
  }

  @Test
  void aLayerComesAndGoesWithTlsOfClients() {
    ProxySpec plain = toxics();
    ProxySpec ends =
        tls(Optional.of(client()), Optional.empty()).withLayers(List.of(plain.speaks()));

    assertThat(Merge.proxy(plain, plain, ends).layers()).isEqualTo(ends.layers());
    assertThat(Merge.proxy(ends, ends, plain).layers()).isEmpty();
    // A call has switched it off, and the file says the same as before.
    assertThat(Merge.proxy(ends, plain, ends).layers()).isEmpty();
    assertThat(Merge.proxy(ends, plain, ends).tls()).isEqualTo(TlsEnds.NONE);
  }

  @Test
  void keepsRulesThatMove() {
    ProxySpec now = rules("act size=1", "act size=2");

    ProxySpec merged = Merge.proxy(now, now, rules("act size=2", "act size=3", "act size=1"));

    assertThat(texts(merged))
        .containsExactly("rule-2 act size=2", "rule-3 act size=3", "rule-1 act size=1");
    assertThat(rule(merged, 0).tally()).isSameAs(rule(now, 1).tally());
    assertThat(rule(merged, 2).tally()).isSameAs(rule(now, 0).tally());
  }

  @Test
  void findsNamesForNewRules() {
    ProxySpec before = rules("act size=1", "act size=2");

    ProxySpec merged = Merge.proxy(before, before, rules("act size=3", "act size=1", "act size=2"));

    assertThat(texts(merged))
        .containsExactly("rule-3 act size=3", "rule-1 act size=1", "rule-2 act size=2");
  }

  @Test
  void tellsEqualRulesApart() {
    ProxySpec before = rules("act", "act");

    ProxySpec merged = Merge.proxy(before, before, rules("act", "act", "act"));

    assertThat(merged.rules().own()).hasSize(3);
    assertThat(rule(merged, 0).tally()).isSameAs(rule(before, 0).tally());
    assertThat(rule(merged, 1).tally()).isSameAs(rule(before, 1).tally());
  }

  @Test
  void leavesRulesThatOthersHaveAddedOrRemoved() {
    ProxySpec before = rules("a: act", "b: act");
    ProxySpec now = rules("mine: act", "b: act");

    ProxySpec merged = Merge.proxy(before, now, rules("a: act", "b: act size=3", "c: act"));

    assertThat(texts(merged)).containsExactly("mine mine: act", "b b: act size=3", "c c: act");
  }

  @Test
  void switchesARuleAndKeepsItsCounts() {
    ProxySpec before = rules("a: act");
    ProxySpec off =
        before.withRules(new RuleSet(List.of(rule(rules("a: act"), 0).withEnabled(false))));

    ProxySpec merged = Merge.proxy(before, before, off);

    assertThat(rule(merged, 0).enabled()).isFalse();
    assertThat(rule(merged, 0).tally()).isSameAs(rule(before, 0).tally());
  }

  @Test
  void mergesToxicsByName() {
    ProxySpec before = toxics("a", "b", "c");
    ProxySpec now = toxics("b", "c", "mine");

    ProxySpec merged = Merge.proxy(before, now, toxics("c", "a", "d"));

    assertThat(merged.toxics().stream().map(ToxicSpec::name)).containsExactly("c", "d", "mine");
    assertThat(merged.toxics().get(0)).isSameAs(now.toxics().get(1));
  }

  @Test
  void takesTheMixOnlyIfTheConfigurationHasAnotherOne() {
    ProxySpec before = TestPlugins.spec("web", "behaviors", "20:act");
    ProxySpec now = TestPlugins.spec("web", "behaviors", "30:act");

    assertThat(Merge.proxy(before, now, TestPlugins.spec("web", "behaviors", "20:act")).rules())
        .hasToString(now.rules().toString());
    assertThat(Merge.proxy(before, now, TestPlugins.spec("web", "behaviors", "40:act")).rules())
        .asString()
        .contains("40:act");
    assertThat(Merge.proxy(before, now, TestPlugins.spec("web")).rules().rules()).isEmpty();
  }

  @Test
  void takesTheRulesOfAnotherProtocol() {
    ProxySpec before = rules("act size=1");
    ProxySpec now = rules("mine: act");
    ProxySpec after = TestPlugins.spec("web", "rules", List.of("act size=1"), "protocol", "other");

    ProxySpec merged = Merge.proxy(before, now, after);

    assertThat(merged.protocolName()).isEqualTo("other");
    assertThat(texts(merged)).containsExactly("rule-1 act size=1");
  }

  @Test
  void returnsToTheProtocolForWhichNewRulesAreMade() {
    ProxySpec now = TestPlugins.spec("web", "protocol", "other");

    assertThat(Merge.proxy(rules(), now, rules()).protocolName()).isEqualTo("other");
    assertThat(Merge.proxy(rules(), now, rules("act")).protocolName()).isEqualTo("tcp");
  }

  @Test
  void plansWhatIsNewAndWhatGoes() {
    ProxySpec web = TestPlugins.spec("web");
    ProxySpec db = TestPlugins.spec("db");
    ProxySpec mine = TestPlugins.spec("mine");
    ProxySpec mail = TestPlugins.spec("mail");

    Merge.Plan plan = Merge.plan(List.of(web, db), List.of(web, db, mine), List.of(mail, web));

    assertThat(names(plan.wanted())).containsExactly("mail", "web", "mine");
    assertThat(plan.removed()).containsExactly("db");
  }

  @Test
  void letsAProxyThatOthersHaveDeletedBe() {
    ProxySpec web = TestPlugins.spec("web");

    assertThat(Merge.plan(List.of(web), List.of(), List.of(web)).wanted()).isEmpty();
    assertThat(names(Merge.plan(List.of(web), List.of(), List.of(toxics("a"))).wanted()))
        .containsExactly("web");
  }
}
