package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.GalopinException;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.ProxyDraft;
import io.galopin.client.Rule;
import io.galopin.client.Toxic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what a change of a proxy changes, and what it keeps. */
class ProxyChangesTest {

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);
  private final ProxyDraft draft = galopin.proxy("web", web.address()).protocol("http");

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  @Test
  void theMixStaysWhenRulesAreSet() {
    Proxy proxy = draft.mix(Mix.parse("100:abort")).start();

    proxy.setRules(List.of("when http.path=/a error status=501"));

    assertThat(Web.get(proxy, "/a")).isEqualTo(501);
    assertThat(Web.get(proxy, "/b")).as("aborted by the mix").isZero();
  }

  @Test
  void aRuleOfTheSameNameThatSaysAnotherThingIsAnother() {
    Proxy proxy = draft.rule("orders: error status=501").start();
    Web.get(proxy, "/");

    proxy.setRules(List.of("orders: error status=502"));

    assertThat(proxy.rules()).extracting(Rule::fired).containsExactly(0L);
    assertThat(Web.get(proxy, "/")).isEqualTo(502);
  }

  @Test
  void toxicsAreKnownByTheirNames() {
    Proxy proxy = draft.start();
    proxy.addToxic(Toxic.bandwidth(1000).named("first"));
    proxy.addToxic(Toxic.bandwidth(2000).named("second"));
    proxy.addToxic(Toxic.latency(Duration.ofMillis(1)).upstream());

    assertThatThrownBy(() -> proxy.addToxic(Toxic.limitData(1).named("second")))
        .isInstanceOf(GalopinException.class)
        .hasMessage("toxic: second (expected: a name that no other toxic of web has)");
    assertThat(proxy.toxics())
        .as("those of the way upstream come first")
        .extracting(Toxic::name)
        .containsExactly("latency_upstream", "first", "second");

    Toxic second = proxy.updateToxic(proxy.toxics().get(2).with("rate", 3));
    assertThat(proxy.toxics().subList(1, 3))
        .extracting(toxic -> toxic.attributes().get("rate"))
        .containsExactly(1000L, 3L);
    assertThatThrownBy(() -> proxy.updateToxic(second.with("rat", 3)))
        .hasMessage("bandwidth: rat (expected: one of rate, packet)");

    assertThat(proxy.removeToxic("third")).isFalse();
    assertThat(proxy.removeToxic("first")).isTrue();
    assertThat(proxy.toxics())
        .extracting(Toxic::name)
        .containsExactly("latency_upstream", "second");
    assertThatThrownBy(() -> proxy.updateToxic(second.with("rate", 4).named("first")))
        .hasMessage("toxic: \"first\" (expected: the name of one that web has)");
  }

  static Stream<Named<Consumer<Proxy>>> changes() {
    return Stream.of(
        Named.of("toxics", proxy -> proxy.addToxic(Toxic.bandwidth(1))),
        Named.of("rules", proxy -> proxy.setRules(List.of("error status=501"))),
        Named.of("mix", proxy -> proxy.setMix(Mix.parse("100:error"))),
        Named.of("upstream", proxy -> proxy.setUpstream("127.0.0.1:1")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void populateTakesBackWhatWasChangedMeanwhile(Consumer<Proxy> change) {
    Proxy proxy = galopin.populate(List.of(draft)).get(0);
    change.accept(proxy);

    galopin.populate(List.of(draft));

    assertThat(proxy.toxics()).isEmpty();
    assertThat(proxy.mix()).isEqualTo(Mix.none());
    assertThat(proxy.upstream()).isEqualTo(web.address());
    assertThat(Web.get(proxy, "/")).isEqualTo(200);
  }

  @Test
  void populateRefusesANameThatIsThereTwice() {
    assertThatThrownBy(() -> galopin.populate(List.of(draft, galopin.proxy("web", "127.0.0.1:1"))))
        .isInstanceOf(GalopinException.class)
        .hasMessage("name: web (expected: each name once)");
    assertThat(galopin.proxies()).isEmpty();
  }

  @Test
  void theJournalOfAProxyIsItsOwn() {
    Proxy proxy = draft.mix(Mix.parse("100:error")).start();
    Proxy other = galopin.proxy("other", web.address()).protocol("http").start();
    Web.get(proxy, "/");

    assertThat(galopin.journal()).hasSize(1);
    assertThat(other.journal()).isEmpty();
  }
}
