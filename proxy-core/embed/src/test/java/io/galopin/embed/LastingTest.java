package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.client.GalopinException;
import io.galopin.client.Impairment;
import io.galopin.client.JournalEntry;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Rule;
import io.galopin.client.Toxic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests changes that are undone by themselves. */
class LastingTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);
  private final Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  private void awaitEnd(String decision) {
    await().atMost(Duration.ofMinutes(1)).until(() -> !ends().isEmpty());
    assertThat(ends()).extracting(JournalEntry::decision).containsExactly(decision);
  }

  private List<JournalEntry> ends() {
    return proxy.journal().stream()
        .filter(entry -> entry.origin() == JournalEntry.Origin.END)
        .toList();
  }

  @Test
  void aToxic() {
    proxy.lasting(LONG).addToxic(Toxic.latency(Duration.ofMillis(1)));
    proxy.lasting(SHORT).addToxic(Toxic.latency(Duration.ofMillis(1)).named("short"));

    awaitEnd("toxic removed after 50 ms");
    assertThat(proxy.impairments())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.kind()).isEqualTo(Impairment.Kind.TOXIC);
              assertThat(left.name()).isEqualTo("latency_downstream");
              assertThat(left.end()).contains(left.since().plus(LONG));
            });
    assertThat(proxy.toxics()).extracting(Toxic::name).containsExactly("latency_downstream");
  }

  @Test
  void aRule() {
    proxy.setRules(List.of("a: error"));
    proxy.lasting(SHORT).addRule("hang");

    awaitEnd("rule removed after 50 ms");
    assertThat(proxy.rules()).extracting(Rule::name).containsExactly("a");
  }

  @Test
  void aMix() {
    proxy.setMix(Mix.parse("5:abort"));
    proxy.lasting(SHORT).setMix(Mix.parse("100:error"));

    awaitEnd("behavior set back to 5:abort after 50 ms");
    assertThat(proxy.mix()).hasToString("5:abort");
  }

  @Test
  void aDisabledProxy() {
    proxy.lasting(SHORT).disable();

    awaitEnd("enabled again after 50 ms");
    assertThat(Web.get(proxy, "/")).isEqualTo(200);
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThatThrownBy(() -> proxy.lasting(Duration.ZERO))
        .isInstanceOf(GalopinException.class)
        .hasMessageStartingWith("expires-in: 0 s");
  }
}
