package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Direction;
import io.galopin.config.settings.LongOptions;
import io.galopin.rules.toxic.ToxicConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --toxic}. */
class ToxicTextTest {

  private static List<ToxicConfig> toxics(String... texts) {
    LongOptions options = new LongOptions().set("backend", "b:1");
    Stream.of(texts).forEach(options::toxic);
    return ConfigLoader.load(options).proxies().get(0).toxics();
  }

  @Test
  void readsAllParts() {
    ToxicConfig toxic =
        toxics("slow: when connection=1..5 every 2 upstream 20% latency latency=300 jitter=5")
            .get(0);

    assertThat(toxic.name()).isEqualTo("slow");
    assertThat(toxic.plugin().name()).isEqualTo("latency");
    assertThat(toxic.plugin().options().get("latency").text()).isEqualTo("300");
    assertThat(toxic.plugin().options().get("jitter").text()).isEqualTo("5");
    assertThat(toxic.direction()).isEqualTo(Direction.UPSTREAM);
    assertThat(toxic.toxicity()).isEqualTo(0.2);
    assertThat(toxic.trigger()).hasToString("every 2");
  }

  @Test
  void aTypeAloneIsAToxic() {
    ToxicConfig toxic = toxics("reset-peer").get(0);

    assertThat(toxic.name()).isEqualTo("reset_peer_downstream");
    assertThat(toxic.direction()).isEqualTo(Direction.DOWNSTREAM);
    assertThat(toxic.toxicity()).isEqualTo(1);
    assertThat(toxic.trigger().isAlways()).isTrue();
  }

  @Test
  void keepsTheirOrder() {
    assertThat(toxics("latency", "upstream latency", "b: latency"))
        .extracting(ToxicConfig::name)
        .containsExactly("latency_downstream", "latency_upstream", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                           | --toxic: "" (expected: [NAME:] [when
          120% latency                 | --toxic: 120% (expected: 0% to 100%)
          1.2.3% latency               | --toxic: 1.2.3% (expected: 0% to 100%)
          latency 300                  | --toxic: 300 (expected: the end of the toxic, [NAME:]
          frist 3 latency              | --toxic: frist 3 (expected: first? Or the end of the toxic,
          upstraem latency             | --toxic: upstraem latency (expected: upstream? Or the end
          latency latency=1 Latency=2  | --toxic latency: given twice (expected: once)
          every 2 per connection noop  | expected: times per connection
          """)
  void refuses(String text, String sentence) {
    assertThatThrownBy(() -> toxics(text)).hasMessageContaining(sentence);
  }

  @Test
  void refusesANameGivenTwice() {
    assertThatThrownBy(() -> toxics("latency", "latency"))
        .hasMessageContaining("a name that no other toxic of the proxy has");
  }
}
