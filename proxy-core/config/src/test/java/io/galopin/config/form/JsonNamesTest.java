package io.galopin.config.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.config.ConfigLoader;
import io.galopin.rules.source.ConfigProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2} | a",
        "[{\"a\":1,\"b\":{},\"a\":2}] | a",
        "{\"x\":[[],{}, 1.5e3, -0, true,null,{\"b\":\"}\",\"b\":[]}]} | b",
        "{\"a\":{\"c\":1},\"d\":{\"c\":1},\"d\":2,\"a\":2} | d",
        "{\"\\\"\":1,\"\\\"\":1} | \\\"",
        "{\"\":1,\"\":1} | ``",
      })
  void findsANameThatIsThereTwice(String text, String name) {
    assertThat(JsonNames.repeated(text)).map(JsonNames.Repeated::name).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[[], {}]",
        "{\"a\":1,\"A\":2}",
        "{\"a\":{\"a\":{\"a\":1}}}",
        "[{\"a\":1},{\"a\":1}]",
        "1",
        "",
        // HOCON, in which the second one counts or is added.
        "{\"a\":1,\"a\":2,}",
        "{\"a\":1 \"a\":2}",
        "{a:1,a:2}",
        "{\"a\"={},\"a\"={}}",
        "{\"a\":1,\"a\":${x}}",
        "{\"a\":1,\"a\":2} # JSON has no comments",
        "{\"a\":1,\"a\":2}}",
        "{\"a\":1,\"a\":[1,]}",
        "{\"a\":1,\"a\":[,]}",
        "{\"a\":1,\"a\"}",
        "{\"a\":1,\"a\":2]",
        "\"a\":1,\"a\":2",
        "{\"a\":1,\"a\":}"
      })
  void leavesOtherTextsToHocon(String text) {
    assertThat(JsonNames.repeated(text)).isEmpty();
  }

  @Test
  void readsDeepAndLargeTexts() {
    assertThat(JsonNames.repeated("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
    assertThat(JsonNames.repeated("[" + "[ ],".repeat(500_000) + "[]]")).isEmpty();
    assertThat(JsonNames.repeated("{\"a\":\"" + "x\\n".repeat(500_000) + "\",\"a\":1}"))
        .isPresent();
  }

  @Test
  void refusesAFileWithItsLine() {
    String proxy =
        """
        [
          {"name": "web",
           "upstream": "h:1",
           "upstream": "h:2"}]
        """;

    assertThatThrownBy(() -> ConfigLoader.load(proxy, "toxiproxy.json"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage("upstream: given twice (expected: once, as this is JSON) in toxiproxy.json: 4");
    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    "{\"galopin\":{\"proxies\":{\"web\":{},\"web\":{}}}}", "galopin.json"))
        .hasMessageContaining("web: given twice");
  }
}
