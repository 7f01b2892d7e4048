package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.rules.source.ConfigProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenClashTest {

  @ParameterizedTest
  @CsvSource({
    "h:1, h:1, true",
    "h:1, H:1, true",
    "h:1, h:2, false",
    "h:0, h:0, false",
    "h:1, other:1, false",
    "localhost:1, 127.0.0.1:1, true",
    "[::1]:1, localhost:1, true",
    "127.0.0.1:1, [::1]:1, false",
    "127.0.0.1:1, 127.0.0.2:1, false",
    "[::1]:1, [0:0:0:0:0:0:0:1]:1, true",
    ":1, localhost:1, true",
    "10.0.0.1:1, 0.0.0.0:1, true",
    "h:1, [::]:1, true",
  })
  void comparesAddresses(String one, String other, boolean clash) {
    assertThat(problems(one, other)).hasSize(clash ? 1 : 0);
    assertThat(problems(other, one)).hasSize(clash ? 1 : 0);
  }

  private static List<String> problems(String... listen) {
    StringBuilder text = new StringBuilder("galopin.defaults.upstream = \"b:9\"\n");
    for (int i = 0; i < listen.length; i++) {
      text.append("galopin.proxies.p%d.listen = \"%s\"%n".formatted(i, listen[i]));
    }
    try {
      ConfigLoader.load(text.toString(), "many.conf");
      return List.of();
    } catch (ConfigProblem wrong) {
      return wrong.lines();
    }
  }

  @Test
  void namesTheFirstThatIsInTheWay() {
    assertThat(
            problems(
                "127.0.0.1:1",
                "[::1]:1",
                "h:1",
                "localhost:1",
                "h:1",
                "other:1",
                "0.0.0.0:1",
                "more:1",
                "127.0.0.1:2"))
        .extracting(problem -> problem.replaceFirst("proxies.(p.).*proxy (p.).*", "$1 $2"))
        .containsExactly("p3 p0", "p4 p2", "p6 p0", "p7 p6");
  }

  @Test
  void refusesAnAddressThatAnotherProxyHas() {
    assertThat(
            BadInputTest.problems(
                """
                galopin.defaults.upstream = "h:9"
                galopin.proxies {
                  a { listen = "localhost:8000" }
                  b { listen = "localhost:8001" }
                  c {
                    listen = ":8000"
                  }
                }
                """))
        .containsExactly(
            "proxies.c.listen: :8000 (expected: an address of its own, proxy a listens on"
                + " localhost:8000) in bad.conf: 6");
  }

  @Test
  void aDisabledProxyTakesNoAddress() {
    GalopinConfig config =
        ConfigLoader.load(
            """
            galopin.defaults { upstream = "h:9", listen = "h:1" }
            galopin.proxies { a { enabled = false }, b {} }
            """,
            "two.conf");

    assertThat(config.proxies()).extracting(ProxyConfig::enabled).containsExactly(false, true);
  }
}
