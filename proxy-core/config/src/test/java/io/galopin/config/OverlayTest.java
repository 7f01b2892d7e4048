package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.config.settings.LogLevel;
import io.galopin.config.settings.LongOptions;
import io.galopin.engine.socket.Address;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Setting;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {

  @TempDir Path folder;

  @Test
  void aCommandLineAloneMakesTheMainProxy() {
    GalopinConfig config =
        ConfigLoader.load(
            new LongOptions()
                .set("backend", "example.com:80")
                .set("behavior", "20:delay")
                .set("timeout", 5)
                .set("seed", 7L)
                .behavior("delay", "sleep", 2)
                .protocol("tcp", "keep_alive", true));

    ProxyConfig main = config.proxies().get(0);
    assertThat(config.seed()).hasValue(7);
    assertThat(main.name()).isEqualTo("main");
    assertThat(main.listen()).isEqualTo(new Address("localhost", 8000));
    assertThat(main.upstream()).isEqualTo(new Address("example.com", 80));
    assertThat(main.mix()).isEqualTo(Map.of("delay", new BigDecimal("20")));
    assertThat(main.limits().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(main.limits().idleTimeout()).contains(Duration.ofSeconds(5));
    assertThat(main.behaviors().get("delay").options().get("sleep"))
        .isEqualTo(new Setting("--behavior-delay-sleep", "2", Place.COMMAND_LINE));
    assertThat(main.protocol().options()).containsOnlyKeys("keep-alive");
  }

  @Test
  void nothingAtAllIsTheMainProxyToo() {
    assertThat(ConfigLoader.load(new LongOptions()).proxies())
        .extracting(ProxyConfig::name, proxy -> proxy.listen().toString())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("main", "localhost:8000"));
  }

  @Test
  void theCommandLineWinsOverTheOnlyProxyOfAFile() throws IOException {
    GalopinConfig config =
        load(
            """
            galopin {
              seed = 1, log-level = warn
              behaviors { delay { sleep = 3 } }
              proxies.web {
                listen = "h:1", upstream = "h:2", timeout = 9, protocol = http
                behaviors { delay { weight = 5, sleep = 4, before = false }, error = 1 }
              }
            }
            """,
            new LongOptions()
                .set("seed", "2")
                .set("backend", "other:3")
                .set("behavior", "30:delay")
                .set("timeout", "1 min")
                .behavior("delay", "sleep", "5"));

    ProxyConfig web = config.proxies().get(0);
    assertThat(config.seed()).hasValue(2);
    assertThat(config.logLevel()).isEqualTo(LogLevel.WARN);
    assertThat(web.name()).isEqualTo("web");
    assertThat(web.listen()).isEqualTo(new Address("h", 1));
    assertThat(web.upstream()).isEqualTo(new Address("other", 3));
    assertThat(web.protocol().name()).isEqualTo("http");
    assertThat(web.limits().connectTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(web.mix()).isEqualTo(Map.of("delay", new BigDecimal("30")));
    assertThat(web.behaviors().get("delay").options().get("sleep").text()).isEqualTo("5");
    assertThat(web.behaviors().get("delay").options().get("before").text()).isEqualTo("false");
  }

  @Test
  void ofSeveralProxiesTheOneCalledMainIsMeant() throws IOException {
    GalopinConfig config =
        load(
            """
            galopin.defaults.upstream = "h:9"
            galopin.proxies { a { listen = "h:1" }, main { listen = "h:2" } }
            """,
            new LongOptions().set("backend", "other:3").behavior("delay", "sleep", 5));

    assertThat(config.proxies())
        .extracting(proxy -> proxy.upstream().toString())
        .containsExactly("h:9", "other:3");
    assertThat(config.proxies())
        .extracting(proxy -> proxy.behaviors().get("delay").options().get("sleep").text())
        .containsExactly("5", "5");
  }

  @Test
  void ofSeveralProxiesNoneIsGuessed() {
    assertThatThrownBy(
            () ->
                load(
                    """
                    galopin.defaults.upstream = "h:9"
                    galopin.proxies { a { listen = "h:1" }, b { listen = "h:2" } }
                    """,
                    new LongOptions().set("backend", "other:3")))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "--backend: given beside the proxies a, b (expected: a file with one proxy, or with one"
                + " called main)");
  }

  @Test
  void theCommandLineWinsOverAnIniFile() throws IOException {
    GalopinConfig config =
        load(
            "[vaurien]\nbackend = h:1\nproxy = h:2\n[behavior:delay]\nsleep = 1\n",
            new LongOptions().set("proxy", "h:3").behavior("delay", "sleep", 9));

    ProxyConfig main = config.proxies().get(0);
    assertThat(main.listen()).hasToString("h:3");
    assertThat(main.upstream()).hasToString("h:1");
    assertThat(main.behaviors().get("delay").options().get("sleep").text()).isEqualTo("9");
  }

  @Test
  void problemsOfTheCommandLineNameTheOption() {
    assertThatThrownBy(
            () ->
                ConfigLoader.load(
                    new LongOptions()
                        .set("backend", "x")
                        .set("behavior", "delay")
                        .set("pool-max-size", 0)))
        .isInstanceOfSatisfying(
            ConfigProblem.class,
            problem ->
                assertThat(problem.lines())
                    .containsExactly(
                        "--backend: x (expected: host:port, as in localhost:8000, with a port from"
                            + " 0 to 65535)",
                        "--behavior: \"delay\" (expected: percent:name pairs with commas between,"
                            + " as in 20:delay,5:error)",
                        "--pool-max-size: 0 (expected: a whole number from 1 to 1000000)"));
  }

  @Test
  void doesNotTakeAnOptionThatDoesNotExist() {
    assertThatThrownBy(() -> new LongOptions().set("bakend", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("option: bakend (expected: one of [proxy, backend, ");
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path missing = folder.resolve("missing.conf");

    assertThatThrownBy(() -> ConfigLoader.load(missing))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage("configuration: " + missing + " (expected: a file that is there)");
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> ConfigLoader.load(folder))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage("configuration: " + folder + " (expected: a file, not a folder)");
  }

  @Test
  void refusesAFileThatIsNoText() throws IOException {
    Path binary = Files.write(folder.resolve("x.conf"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatThrownBy(() -> ConfigLoader.load(binary))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage("configuration: " + binary + " (expected: text in UTF-8)");
  }

  @Test
  void includesFilesBesideTheFile() throws IOException {
    Files.writeString(
        folder.resolve("common.conf"),
        "galopin.behaviors.delay.sleep = 2 s\n\ngalopin.proxies.web.timeout = soon\n");

    assertThatThrownBy(
            () ->
                load(
                    """
                    include "common.conf"
                    galopin.proxies.web { listen = "h:1", upstream = "h:2" }
                    """,
                    new LongOptions()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageStartingWith("proxies.web.timeout: soon (expected: ")
        .hasMessageEndingWith(" in " + folder.resolve("common.conf") + ": 3");
  }

  @Test
  void substitutesSettingsAndTheEnvironmentButNotSystemProperties() throws IOException {
    System.setProperty("galopin.seed", "666");
    System.setProperty("galopin-test", "a.property");
    try {
      GalopinConfig config =
          load(
              """
              galopin {
                seed = 1
                plugins = default
                plugins = ${?PATH}
                journal = default
                journal = ${?galopin-test}
                proxies {
                  a { listen = "h:1", upstream = "h:2", protocol = http }
                  b = ${galopin.proxies.a} { listen = "h:3" }
                }
              }
              """,
              new LongOptions());

      assertThat(config.seed()).hasValue(1);
      assertThat(config.plugins()).contains(Path.of(System.getenv("PATH")));
      assertThat(config.journal()).contains(Path.of("default"));
      assertThat(config.proxies())
          .extracting(proxy -> proxy.listen() + " " + proxy.protocol().name())
          .isEqualTo(List.of("h:1 http", "h:3 http"));
    } finally {
      System.clearProperty("galopin.seed");
      System.clearProperty("galopin-test");
    }
  }

  @Test
  void rulesOfTheCommandLineReplaceThoseOfTheFile() throws IOException {
    GalopinConfig config =
        load(
            """
            galopin.proxies.web {
              listen = "h:1", upstream = "h:2", behaviors = "5:delay", rules = [ "first 3 error" ]
            }
            """,
            new LongOptions().rule("once delay").rule("late: after 1 s 50% error"));

    assertThat(config.proxies().get(0).rules())
        .extracting(RuleConfig::name)
        .containsExactly("rule-1", "late");
    assertThat(config.proxies().get(0).mix()).containsOnlyKeys("delay");
  }

  @Test
  void rulesOfTheCommandLineNeedOneProxy() {
    assertThatThrownBy(
            () ->
                load(
                    "galopin.proxies { a { listen = \"h:1\", upstream = \"h:2\" },"
                        + " b { listen = \"h:3\", upstream = \"h:4\" } }",
                    new LongOptions().rule("error")))
        .hasMessageContaining("--rule: given beside the proxies a, b");
  }

  @Test
  void saysWhichRuleOfTheCommandLineIsWrong() {
    assertThatThrownBy(
            () -> ConfigLoader.load(new LongOptions().rule("error").rule("mix: 200% error")))
        .hasMessageContaining("--rule[1] name: mix (expected: another name")
        .hasMessageContaining("--rule[1]: 200 (expected: a percent above 0");
  }

  private GalopinConfig load(String text, LongOptions commandLine) throws IOException {
    return ConfigLoader.load(Files.writeString(folder.resolve("my.conf"), text), commandLine);
  }
}
