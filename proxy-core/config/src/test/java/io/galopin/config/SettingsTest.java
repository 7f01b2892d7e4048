package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.config.settings.HttpConfig;
import io.galopin.config.settings.LogLevel;
import io.galopin.config.settings.LongOptions;
import io.galopin.config.settings.StatsdConfig;
import io.galopin.engine.Limits;
import io.galopin.engine.socket.Address;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Setting;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final String EVERYTHING =
      """
      galopin {
        seed = -7
        plugins = "my/plugins"
        journal = faults.jsonl
        exchanges = exchanges.jsonl
        log-level = debug
        log_output = galopin.log
        held_per_link = 8 MiB, held-in-all = 100 MB
        http { enabled = on, host = "::1", port = 0, token_file = "my/token" }
        statsd { enabled = true, host = h, port = 9, prefix = "", sample_rate = 0.25 }
        impair { max = 2 h }
        behaviors { delay { sleep = 2 s } }
        protocols { http { overwrite_host_header = true } }
        defaults { backlog = 7, idle_timeout = 1 h }
        proxies {
          web {
            listen = ":8000", upstream = "[::1]:80", enabled = no
            protocol { name = http, keep-alive = true }
            behaviors { delay { weight = 0.5, before = false }, error = 5 }
            rules = [ "first 3 error" ], draw_by = client.address
            connect-timeout = 1500 ms
            pool_max_size = 3, pool-timeout = 4, bufsize = 64 KiB
          }
        }
      }
      """;

  @Test
  void mapsEveryKey() {
    GalopinConfig config = ConfigLoader.load(EVERYTHING, "all.conf");

    assertThat(config.seed()).isEqualTo(OptionalLong.of(-7));
    assertThat(config.plugins()).contains(Path.of("my/plugins"));
    assertThat(config.journal()).contains(Path.of("faults.jsonl"));
    assertThat(config.exchanges()).contains(Path.of("exchanges.jsonl"));
    assertThat(config.logLevel()).isEqualTo(LogLevel.DEBUG);
    assertThat(config.logOutput()).contains(Path.of("galopin.log"));
    assertThat(config.heldPerLink()).hasValue(8L << 20);
    assertThat(config.heldInAll()).hasValue(100_000_000);
    assertThat(config.http()).contains(new HttpConfig("::1", 0, Optional.of(Path.of("my/token"))));
    assertThat(config.statsd()).contains(new StatsdConfig("h", 9, "", 0.25));
    assertThat(config.impairMax()).contains(Duration.ofHours(2));
    assertThat(config.notices()).isEmpty();
    ProxyConfig web = config.proxies().get(0);
    assertThat(web.name()).isEqualTo("web");
    assertThat(web.place()).hasToString("all.conf: 16");
    assertThat(web.listen()).isEqualTo(new Address("", 8000));
    assertThat(web.upstream()).isEqualTo(new Address("::1", 80));
    assertThat(web.enabled()).isFalse();
    assertThat(web.protocol().name()).isEqualTo("http");
    assertThat(texts(web.protocol()))
        .isEqualTo(Map.of("keep-alive", "true", "overwrite-host-header", "true"));
    assertThat(web.mix())
        .isEqualTo(Map.of("delay", new BigDecimal("0.5"), "error", new BigDecimal("5")));
    assertThat(web.behaviors().keySet()).containsExactlyInAnyOrder("delay", "error");
    assertThat(texts(web.behaviors().get("delay")))
        .isEqualTo(Map.of("sleep", "2 s", "before", "false"));
    assertThat(web.rules()).extracting(RuleConfig::name).containsExactly("rule-1");
    assertThat(web.drawBy().map(Setting::text)).contains("client.address");
    assertThat(web.limits())
        .isEqualTo(
            new Limits(
                Duration.ofMillis(1500),
                Optional.of(Duration.ofHours(1)),
                OptionalInt.of(3),
                Duration.ofSeconds(4),
                OptionalInt.of(7),
                OptionalInt.of(65_536)));
  }

  @Test
  void hasDefaultsForAllButTheAddresses() {
    GalopinConfig config =
        ConfigLoader.load(
            "galopin.proxies.a { listen = \"h:1\", upstream = \"h:2\" }", "small.conf");

    assertThat(config.seed()).isEmpty();
    assertThat(config.plugins()).isEmpty();
    assertThat(config.journal()).isEmpty();
    assertThat(config.exchanges()).isEmpty();
    assertThat(config.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(config.logOutput()).isEmpty();
    assertThat(config.heldPerLink()).isEmpty();
    assertThat(config.heldInAll()).isEmpty();
    assertThat(config.http()).isEmpty();
    assertThat(config.statsd()).isEmpty();
    assertThat(config.behaviors()).isEmpty();
    assertThat(config.protocols()).isEmpty();
    ProxyConfig proxy = config.proxies().get(0);
    assertThat(proxy.protocol().name()).isEqualTo("tcp");
    assertThat(proxy.mix()).isEqualTo(Map.of("dummy", new BigDecimal("100")));
    assertThat(proxy.limits()).isEqualTo(Limits.defaults());
    assertThat(proxy.enabled()).isTrue();
  }

  @Test
  void tellsThatWhatIsGivenForTheControlApiDoesNotServeIt() {
    GalopinConfig config =
        ConfigLoader.load("galopin {\n  http { port = 9000, host = h }\n}", "a.conf");

    assertThat(config.http()).isEmpty();
    assertThat(config.notices())
        .containsExactly(
            "http.host: changes nothing, the control API is not served (expected:"
                + " http.enabled = true, or --http) in a.conf: 2");
    assertThat(ConfigLoader.load(new LongOptions().set("http-port", "9000")).notices())
        .containsExactly(
            "--http-port: changes nothing, the control API is not served (expected:"
                + " http.enabled = true, or --http)");
  }

  @Test
  void tellsThatWhatIsGivenForMetricsDoesNotSendThem() {
    assertThat(ConfigLoader.load("galopin.statsd.port = 9000", "a.conf").notices())
        .containsExactly(
            "statsd.port: changes nothing, no metrics are sent (expected: statsd.enabled = true)"
                + " in a.conf: 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"galopin.http", "galopin.statsd"})
  void tellsNothingOfWhatIsSwitchedOnOrOff(String section) {
    for (boolean enabled : new boolean[] {true, false}) {
      String text = section + " { port = 9000, enabled = " + enabled + " }";
      assertThat(ConfigLoader.load(text, "a.conf").notices()).isEmpty();
    }
  }

  @Test
  void tellsNothingOfTheControlApiThatAServerHasAnyway() {
    LongOptions port = new LongOptions().set("http-port", "9000");

    assertThat(ConfigLoader.loadForServer(Optional.empty(), port).notices()).isEmpty();
  }

  @Test
  void keepsTheOrderOfProxies() {
    GalopinConfig config =
        ConfigLoader.load(
            """
            galopin.proxies {
              zebra { listen = "h:1", upstream = "h:9" }
              ant { listen = "h:2", upstream = "h:9" }
              mole { listen = "h:3", upstream = "h:9" }
            }
            """,
            "order.conf");

    assertThat(config.proxies())
        .extracting(ProxyConfig::name)
        .containsExactly("zebra", "ant", "mole");
  }

  @Test
  void timeoutIsBothTimeoutsUnlessOneIsGiven() {
    GalopinConfig config =
        ConfigLoader.load(
            """
            galopin.defaults { timeout = 5, upstream = "h:9" }
            galopin.proxies {
              a { listen = "h:1" }
              b { listen = "h:2", connect-timeout = 1 }
              c { listen = "h:3", timeout = 3, idle-timeout = 1 min }
            }
            """,
            "timeouts.conf");

    assertThat(config.proxies())
        .extracting(proxy -> proxy.limits().connectTimeout().toSeconds())
        .containsExactly(5L, 1L, 3L);
    assertThat(config.proxies())
        .extracting(proxy -> proxy.limits().idleTimeout().orElseThrow().toSeconds())
        .containsExactly(5L, 5L, 60L);
  }

  @Test
  void readsJson() {
    GalopinConfig config =
        ConfigLoader.load(
            """
            {"galopin": {"seed": 9223372036854775807, "proxies": {
              "a": {"listen": "h:1", "upstream": "h:2", "behaviors": "20:delay,5.25:error"}}}}
            """,
            "galopin.json");

    assertThat(config.seed()).hasValue(Long.MAX_VALUE);
    assertThat(config.proxies().get(0).mix())
        .isEqualTo(Map.of("delay", new BigDecimal("20"), "error", new BigDecimal("5.25")));
  }

  @Test
  void emptyBehaviorsAreNone() {
    GalopinConfig config =
        ConfigLoader.load(
            """
            galopin.defaults.behaviors = "20:delay"
            galopin.proxies.a { listen = "h:1", upstream = "h:2", behaviors {} }
            """,
            "none.conf");

    assertThat(config.proxies().get(0).mix()).isEmpty();
  }

  private static Map<String, String> texts(PluginConfig plugin) {
    return plugin.options().entrySet().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, option -> option.getValue().text()));
  }
}
