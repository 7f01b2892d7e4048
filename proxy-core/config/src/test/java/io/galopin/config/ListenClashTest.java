package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Address;
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
    Address first = Address.parse("listen", one);
    Address second = Address.parse("listen", other);

    assertThat(ListenClash.between(first, second)).isEqualTo(clash);
    assertThat(ListenClash.between(second, first)).isEqualTo(clash);
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
