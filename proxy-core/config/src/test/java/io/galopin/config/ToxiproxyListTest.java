package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.ProxySpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToxiproxyListTest {

  @Test
  void readsToxiproxysOwnFields() {
    List<ProxySpec> specs =
        specs(
            """

            [
              {"name": "redis", "listen": "[::]:26379", "upstream": "127.0.0.1:6379", "enabled": true},
              {"name": "mysql", "listen": "localhost:0", "upstream": "db:3306", "enabled": false}
            ]
            """);

    assertThat(specs).extracting(ProxySpec::name).containsExactly("redis", "mysql");
    assertThat(specs).extracting(ProxySpec::enabled).containsExactly(true, false);
    assertThat(specs)
        .extracting(spec -> spec.listen().toString())
        .containsExactly("[::]:26379", "localhost:0");
    assertThat(specs)
        .extracting(spec -> spec.upstream().toString())
        .containsExactly("127.0.0.1:6379", "db:3306");
    assertThat(specs).extracting(ProxySpec::protocolName).containsOnly("tcp");
  }

  @Test
  void takesAnUpstreamWithoutAPort() {
    List<ProxySpec> specs =
        specs(
            """
            [{"name": "web", "upstream": "example.com"}, {"name": "db", "upstream": "localhost"}]
            """);

    assertThat(specs)
        .extracting(spec -> spec.upstream().toString())
        .containsExactly("example.com", "localhost");
  }

  @Test
  void readsOursToo() {
    ProxySpec spec =
        specs(
                """
                [{"name": "web", "listen": ":1", "upstream": "h:2",
                  "protocol": {"name": "http", "keep-alive": true},
                  "behaviors": {"delay": {"weight": 20, "sleep": 2}},
                  "toxics": [{"type": "latency", "attributes": {"latency": 5}}]}]
                """)
            .get(0);

    assertThat(spec.protocolName()).isEqualTo("http");
    assertThat(spec.rules()).hasToString("20:delay");
    assertThat(spec.toxics().get(0).name()).isEqualTo("latency_downstream");
    assertThat(spec.toxics().get(0).attributes().given()).containsEntry("latency", 5L);
  }

  @Test
  void isAsLenientAsToxiproxy() {
    ProxySpec spec =
        specs(
                """
                [{"Name": "web", "LISTEN": null, "Upstream": "h:2", "enabled": null, "color": "red",
                  "toxics": [{"TYPE": "slow_close", "Stream": "UpStream", "toxicity": null, "x": [],
                    "attributes": {"Delay": 5, "latency": 7, "rate": null}}]}]
                """)
            .get(0);

    assertThat(spec.listen()).hasToString(":0");
    assertThat(spec.enabled()).isTrue();
    assertThat(spec.toxics().get(0).name()).isEqualTo("slow_close_upstream");
    assertThat(spec.toxics().get(0).toxicity()).isEqualTo(1);
    assertThat(spec.toxics().get(0).attributes().given()).containsOnlyKeys("delay");
  }

  @Test
  void refusesWhatIsMissingOrOfTheWrongTypeWithItsLine() {
    assertThat(
            BadInputTest.problems(
                """
                [
                  {"upstream": "h:2"},
                  {"name": "a"},
                  {"name": "b", "upstream": "h:2", "listen": 8000},
                  {"name": "c", "upstream": "h:2", "enabled": "yes"},
                  {"name": "d", "upstream": "h:2",
                    "toxics": [{"type": "noop", "toxicity": "1"}]},
                  {"name": "a", "upstream": "h:2"},
                  7
                ]
                """))
        .containsExactly(
            "proxies[0].name: missing (expected: the name of the proxy) in bad.conf: 2",
            "proxies[2].listen: 8000 (expected: a text) in bad.conf: 4",
            "proxies[3].enabled: yes (expected: true or false) in bad.conf: 5",
            "proxies.d.toxics[0].toxicity: 1 (expected: a number) in bad.conf: 7",
            "proxies[5].name: \"a\" (expected: a name that no other proxy has) in bad.conf: 8",
            "proxies[6]: 7 (expected: an object: { … }) in bad.conf: 9");
  }

  @Test
  void refusesAProxyWithoutUpstream() {
    assertThat(BadInputTest.problems("[{\"name\": \"a\"}]"))
        .containsExactly(
            "proxies.a.upstream: missing (expected: host:port, as in localhost:8000) in bad.conf:"
                + " 1");
  }

  @Test
  void refusesWhatIsNoListAfterAll() {
    assertThat(BadInputTest.problems("[{\"name\": \"a\"}"))
        .singleElement()
        .asString()
        .startsWith("syntax: ");
    assertThat(BadInputTest.problems("[]\nmore = 1"))
        .containsExactly(
            "syntax: a list and something after it (expected: HOCON, JSON or INI) in bad.conf: 2");
  }

  private static List<ProxySpec> specs(String text) {
    return ConfigLoader.load(text, "toxiproxy.json").specs(TestPlugins.catalog());
  }
}
