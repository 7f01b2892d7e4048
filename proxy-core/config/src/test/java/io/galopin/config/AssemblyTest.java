package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.config.settings.LongOptions;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.RuleSet;
import io.galopin.rules.source.ConfigProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblyTest {

  private static final String PROXY =
      "galopin.proxies.web { listen = \"h:1\", upstream = \"h:2\"\n";

  @Test
  void makesWhatTheEngineRuns() {
    List<Duration> sleeps = new ArrayList<>();

    ProxySpec spec =
        specs(
                PROXY
                    + """
                    protocol { name = http, overwrite-host-header = true }
                    behaviors = "20:delay,5:error" }
                    galopin.behaviors.delay.sleep = 2 s
                    """,
                sleeps)
            .get(0);

    assertThat(spec.name()).isEqualTo("web");
    assertThat(spec.listen()).hasToString("h:1");
    assertThat(spec.upstream()).hasToString("h:2");
    assertThat(spec.protocolName()).isEqualTo("http");
    assertThat(spec.enabled()).isTrue();
    assertThat(spec.rules()).hasToString("20:delay,5:error");
    assertThat(((TestPlugins.Remembering) spec.protocol()).options().get(TestPlugins.OVERWRITE))
        .isTrue();
    assertThat(sleeps).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void makesInstancesOfItsOwnForEachProxy() {
    List<Duration> sleeps = new ArrayList<>();

    List<ProxySpec> specs =
        specs(
            """
            galopin.defaults { upstream = "h:9", behaviors = "100:delay" }
            galopin.proxies { a { listen = "h:1" }, b { listen = "h:2", behaviors {
              delay { weight = 1, sleep = 7 } } } }
            """,
            sleeps);

    assertThat(specs.get(0).protocol()).isNotSameAs(specs.get(1).protocol());
    assertThat(sleeps).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(7));
  }

  @Test
  void dummyAloneIsNoRule() {
    assertThat(specs(PROXY + "}").get(0).rules()).isSameAs(RuleSet.none());
    assertThat(specs(PROXY + "behaviors { dummy = 50 } }").get(0).rules()).isSameAs(RuleSet.none());
  }

  @Test
  void reportsEveryWrongNameAndOptionWithItsLine() {
    assertThatThrownBy(
            () ->
                specs(
                    """
                    galopin {
                      behaviors {
                        delay { slep = 2 }
                        sluggish {}
                      }
                      protocols { tcp { keep-alive = perhaps } }
                      proxies {
                        a { listen = "h:1", upstream = "h:9", protocol = htpp }
                        b { listen = "h:2", upstream = "h:9"
                          behaviors = "20:dely" }
                        c { listen = "h:3", upstream = "h:9", protocol = http
                          behaviors {
                            delay { weight = 1, sleep = -1 }
                            error { weight = 1
                              warmup = 2000 }
                          }
                        }
                      }
                    }
                    """))
        .isInstanceOfSatisfying(
            ConfigProblem.class,
            problem ->
                assertThat(problem.lines())
                    .containsExactly(
                        "behaviors.delay.slep: unknown option (expected: sleep? one of sleep,"
                            + " before) in my.conf: 3",
                        "behaviors.sluggish: \"sluggish\" (expected: one of abort, blackout, delay,"
                            + " dummy, error, hang) in my.conf: 4",
                        "protocols.tcp.keep-alive: perhaps (expected: true or false) in my.conf: 6",
                        "proxies.a.protocol: \"htpp\" (expected: http? one of http, tcp) in"
                            + " my.conf: 8",
                        "proxies.b.behaviors: \"dely\" (expected: delay? one of abort, blackout,"
                            + " delay, dummy, error, hang) in my.conf: 10",
                        "proxies.c.behaviors.delay.sleep: -1 (expected: a duration from 0 s to 24"
                            + " h, a bare number is in seconds) in my.conf: 13",
                        "proxies.c.behaviors.error.warmup: 2000 (expected: a whole number from 0 to"
                            + " 1000) in my.conf: 15"));
  }

  @Test
  void namesTheOptionOnTheCommandLine() {
    GalopinConfig config =
        ConfigLoader.load(
            new LongOptions()
                .set("protocol", "ftp")
                .set("behavior", "20:delay")
                .behavior("delay", "sleep", "long"));

    assertThatThrownBy(() -> config.specs(TestPlugins.catalog()))
        .isInstanceOfSatisfying(
            ConfigProblem.class,
            problem ->
                assertThat(problem.lines())
                    .containsExactly(
                        "--behavior-delay-sleep: long (expected: a duration from 0 s to 24 h, a"
                            + " bare number is in seconds)",
                        "--protocol: \"ftp\" (expected: one of http, tcp)"));
  }

  @Test
  void refusesANameThatTheEngineRefuses() {
    assertThatThrownBy(
            () -> specs("galopin.proxies.\"a/b\" { listen = \"h:1\", upstream = \"h:2\" }"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "proxies.a/b.name: \"a/b\" (expected: 1 to 200 characters, no slash, no"
                + " control character, no lone surrogate, and not . or ..) in my.conf: 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxies.\"..\" { listen = \"h:1\", upstream = \"h:2\" }",
        "proxies.LONG { listen = \"h:1\", upstream = \"h:2\" }",
        "proxies.a { listen = \"h:1\", upstream = \"LONG:2\" }",
        "proxies.a { listen = \"h:1\", upstream = \"h:2\", toxics.LONG { type = noop } }",
        "proxies.a { listen = \"h:1\", upstream = \"h:2\", behaviors { LONG = 1 } }",
        "proxies.a { listen = \"h:1\", upstream = \"h:2\", rules = [\"LONG\"] }",
        "LONG = 1",
      })
  void refusesWhatIsTooLongAndRepeatsLittleOfIt(String text) {
    assertThatThrownBy(() -> specs("galopin { " + text.replace("LONG", "x".repeat(70_000)) + "}"))
        .isInstanceOfSatisfying(
            ConfigProblem.class,
            problem -> assertThat(problem.getMessage().length()).isBetween(50, 3_000));
  }

  @Test
  void asksThePluginWhetherItsOptionsGoTogether() {
    GalopinConfig config = ConfigLoader.load(PROXY + "behaviors { picky = 5 } }", "my.conf");
    Catalog catalog =
        catalogWithBehavior("picky", new OptionException("sleep", "2 s", "less than the timeout"));

    assertThatThrownBy(() -> config.specs(catalog))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "proxies.web.behaviors.sleep: 2 s (expected: less than the timeout) in my.conf: 2");
  }

  @Test
  void aPluginThatFailsIsASentence() {
    GalopinConfig config = ConfigLoader.load(PROXY + "behaviors { boom = 5 } }", "my.conf");

    assertThatThrownBy(
            () -> config.specs(catalogWithBehavior("boom", new IllegalStateException("no luck"))))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "proxies.web.behaviors: boom (expected: a plugin that works, this one failed with"
                + " java.lang.IllegalStateException: no luck) in my.conf: 2");
  }

  @Test
  void makesOneProxyByItself() {
    ProxyConfig proxy = ConfigLoader.load(PROXY + "}", "my.conf").proxies().get(0);

    assertThat(proxy.toSpec(TestPlugins.catalog()).protocolName()).isEqualTo("tcp");
    assertThatThrownBy(() -> proxy.toSpec(Catalog.of(List.of())))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(
            "defaults.protocol: \"tcp\" (expected: one that is installed, there is none) in reference.conf: 9");
  }

  private static Catalog catalogWithBehavior(String name, RuntimeException thrown) {
    return Catalog.of(
        List.of(
            TestPlugins.protocol("tcp", List.of()),
            TestPlugins.behavior(
                name,
                List.of(),
                options -> {
                  throw thrown;
                })));
  }

  private static List<ProxySpec> specs(String text) {
    return specs(text, new ArrayList<>());
  }

  /** What {@code text} makes; {@code sleeps} takes the sleep of every delay that is made. */
  private static List<ProxySpec> specs(String text, List<Duration> sleeps) {
    return ConfigLoader.load(text, "my.conf")
        .specs(TestPlugins.catalog(options -> sleeps.add(options.get(TestPlugins.SLEEP))));
  }
}
