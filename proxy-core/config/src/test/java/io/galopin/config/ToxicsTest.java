package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.api.Direction;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.source.ConfigProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ToxicsTest {

  @Test
  void readsThemByNameInTheOrderOfLines() {
    List<ToxicSpec> toxics =
        toxics(
            """
            toxics {
              zebra { type = latency, stream = UPSTREAM, toxicity = 0.5, latency = 1.5 s, jitter = 10 }
              ant { type = slow_close, attributes { delay = 7 } }
            }
            """);

    ToxicSpec zebra = toxics.get(0);
    assertThat(zebra.name()).isEqualTo("zebra");
    assertThat(zebra.type()).isEqualTo("latency");
    assertThat(zebra.direction()).isEqualTo(Direction.UPSTREAM);
    assertThat(zebra.toxicity()).isEqualTo(0.5);
    assertThat(zebra.attributes().given()).isEqualTo(Map.of("latency", 1500L, "jitter", 10L));
    ToxicSpec ant = toxics.get(1);
    assertThat(ant.name()).isEqualTo("ant");
    assertThat(ant.type()).isEqualTo("slow-close");
    assertThat(ant.direction()).isEqualTo(Direction.DOWNSTREAM);
    assertThat(ant.toxicity()).isEqualTo(1);
    assertThat(ant.attributes().given()).isEqualTo(Map.of("delay", 7L));
  }

  @Test
  void readsAListWithToxiproxysDefaults() {
    List<ToxicSpec> toxics =
        toxics(
            """
            toxics = [
              { type = slow-close }
              { "name": "cut", "type": "limit_data", "stream": "upstream", "toxicity": 1,
                "attributes": { "bytes": 100 } }
              { type = noop, stream = upstream }
            ]
            """);

    assertThat(toxics)
        .extracting(ToxicSpec::name)
        .containsExactly("slow_close_downstream", "cut", "noop_upstream");
  }

  @Test
  void holdsThoseOfTheDefaultsForProxiesWithoutTheirOwn() {
    List<ProxySpec> specs =
        specs(
            """
            galopin.defaults { upstream = "h:9", toxics = [ { type = latency } ] }
            galopin.proxies {
              a { listen = "h:1" }, b { listen = "h:2" }, c { listen = "h:3", toxics = [] }
            }
            """);

    assertThat(specs).extracting(spec -> spec.toxics().size()).containsExactly(1, 1, 0);
    assertThat(specs.get(0).toxics().get(0).toxic())
        .as("instances of their own")
        .isNotSameAs(specs.get(1).toxics().get(0).toxic());
  }

  /** What stands on line 3 of a file, and what is said of it. */
  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(
            "a { type = latencyy }",
            ".a.type: \"latencyy\" (expected: latency? one of bandwidth, latency, limit-data, loss,"
                + " noop, reset-peer, slicer, slow-close, timeout)"),
        Arguments.of("a { }", ".a.type: missing (expected: the type of a toxic)"),
        Arguments.of(
            "a { type = noop, stream = sideways }",
            ".a.stream: sideways (expected: one of upstream, downstream)"),
        Arguments.of("a { type = noop, toxicity = 1.7 }", ".a.toxicity: 1.7 (expected: 0 to 1)"),
        Arguments.of(
            "a { type = timeout, timeout = -1 }",
            ".a.timeout: -1 (expected: a duration from 0 s to 8760 h, a bare number is in"
                + " milliseconds)"),
        Arguments.of(
            "a { type = bandwidth, attributes { rat = 1 } }",
            ".a.attributes.rat: unknown option (expected: rate? one of rate, packet)"),
        Arguments.of(
            "a { type = bandwidth, rate = 1, attributes { rate = 1 } }",
            ".a.rate: given twice (expected: once, here or in proxies.web.toxics.a.attributes)"),
        Arguments.of(
            "a { type = slicer, delay = 1 }",
            ".a.average-size: missing (expected: a number of bytes from 1 to 2147483647)"),
        Arguments.of("a = noop", ".a: noop (expected: an object: { … })"),
        Arguments.of(
            "\"a/b\" { type = noop }",
            ".a/b.name: \"a/b\" (expected: 1 to 200 characters, no slash, no"
                + " control character, no lone surrogate, and not . or ..)"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesABadOneWithItsLine(String line, String sentence) {
    String text =
        "galopin.proxies.web { listen = \"h:1\", upstream = \"h:2\"\ntoxics {\n" + line + "\n} }";

    assertThat(problems(text)).containsExactly("proxies.web.toxics" + sentence + " in my.conf: 3");
  }

  @Test
  void refusesTwoOfOneName() {
    assertThat(
            problems(
                """
                galopin.proxies.web { listen = "h:1", upstream = "h:2", toxics = [
                  { type = noop }
                  { type = latency, name = noop_downstream } ] }
                """))
        .containsExactly(
            "proxies.web.toxics[1].name: \"noop_downstream\" (expected: a name that no other toxic"
                + " of the proxy has) in my.conf: 3");
  }

  private static List<String> problems(String text) {
    ConfigProblem problem = catchThrowableOfType(ConfigProblem.class, () -> specs(text));
    assertThat(problem).as("what is refused in %s", text).isNotNull();
    return problem.lines();
  }

  private static List<ToxicSpec> toxics(String text) {
    return specs("galopin.proxies.web { listen = \"h:1\", upstream = \"h:2\"\n" + text + "}")
        .get(0)
        .toxics();
  }

  private static List<ProxySpec> specs(String text) {
    return ConfigLoader.load(text, "my.conf").specs(TestPlugins.catalog());
  }
}
