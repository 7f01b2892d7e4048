package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galopin.rules.source.ConfigProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {

  private static final String PROXY_KEYS =
      "listen, upstream, listen-tls, backend-tls, protocol, behaviors, toxics, rules, profile,"
          + " draw-by, enabled, timeout, connect-timeout, idle-timeout, pool-max-size,"
          + " pool-timeout, backlog, bufsize";

  /** A line of a proxy that is complete without it, on line 3, and what is said of it. */
  static Stream<Arguments> proxyLines() {
    return Stream.of(
        Arguments.of(
            "timout = 3",
            "proxies.web.timout: unknown key (expected: timeout? One of " + PROXY_KEYS + ")"),
        Arguments.of(
            "xyz = 3", "proxies.web.xyz: unknown key (expected: one of " + PROXY_KEYS + ")"),
        Arguments.of(
            "timeout = soon",
            "proxies.web.timeout: soon (expected: a duration from 1 ms to 24 h, a bare number is in"
                + " seconds)"),
        Arguments.of(
            "listen = 8000",
            "proxies.web.listen: 8000 (expected: host:port, as in localhost:8000, with a port from"
                + " 0 to 65535)"),
        Arguments.of(
            "listen = \"h:65536\"",
            "proxies.web.listen: h:65536 (expected: host:port, as in localhost:8000, with a port"
                + " from 0 to 65535)"),
        Arguments.of("listen = [1]", "proxies.web.listen: a list (expected: a single value)"),
        Arguments.of("listen = null", "proxies.web.listen: null (expected: a single value)"),
        Arguments.of(
            "upstream = \"h:0\"",
            "proxies.web.upstream: h:0 (expected: a host and a port from 1 to 65535)"),
        Arguments.of(
            "upstream = \":80\"",
            "proxies.web.upstream: :80 (expected: a host and a port from 1 to 65535)"),
        Arguments.of("enabled = 2", "proxies.web.enabled: 2 (expected: true or false)"),
        Arguments.of(
            "backlog = 1.5", "proxies.web.backlog: 1.5 (expected: a whole number from 1 to 65535)"),
        Arguments.of(
            "pool-max-size = 99999999999999999999",
            "proxies.web.pool-max-size: 99999999999999999999 (expected: a whole number from 1 to"
                + " 1000000)"),
        Arguments.of(
            "bufsize = 1 GiB",
            "proxies.web.bufsize: 1 GiB (expected: a number of bytes from 1 to 16777216)"),
        Arguments.of(
            "pool_timeout = 1, pool-timeout = 2",
            "proxies.web.pool_timeout: given twice (expected: once, with hyphens or underscores)"),
        Arguments.of(
            "protocol { overwrite-host-header = true }",
            "proxies.web.protocol.name: missing (expected: the name of a protocol)"),
        Arguments.of(
            "behaviors = \"delay\"",
            "proxies.web.behaviors: \"delay\" (expected: percent:name pairs with commas between, as"
                + " in 20:delay,5:error)"),
        Arguments.of(
            "behaviors = \"60:delay,50:error\"",
            "proxies.web.behaviors: \"60:delay,50:error\" (expected: percents that sum up to at"
                + " most 100, not 110)"),
        Arguments.of(
            "behaviors { delay = 60, error = 50 }",
            "proxies.web.behaviors: 60:delay,50:error (expected: percents that sum up to at most"
                + " 100, not 110)"),
        Arguments.of(
            "behaviors = [\"20:delay\"]",
            "proxies.web.behaviors: a list (expected: a single value)"),
        Arguments.of(
            "behaviors { delay = -1 }",
            "proxies.web.behaviors.delay: -1 (expected: a percent above 0 and at most 100)"),
        Arguments.of(
            "behaviors { delay = 0 }",
            "proxies.web.behaviors.delay: 0 (expected: a percent above 0 and at most 100)"),
        Arguments.of(
            "behaviors { delay = 100.1 }",
            "proxies.web.behaviors.delay: 100.1 (expected: a percent above 0 and at most 100)"),
        Arguments.of(
            "behaviors { delay = 1e9999999 }",
            "proxies.web.behaviors.delay: 1e9999999 (expected: a percent above 0 and at most 100)"),
        Arguments.of(
            "behaviors { delay { sleep = 2 } }",
            "proxies.web.behaviors.delay.weight: missing (expected: a percent above 0 and at most"
                + " 100)"),
        Arguments.of(
            "behaviors { delay { weight = 2, sleep = [] } }",
            "proxies.web.behaviors.delay.sleep: a list (expected: a single value)"));
  }

  @ParameterizedTest
  @MethodSource("proxyLines")
  void refusesALineOfAProxy(String line, String sentence) {
    String text =
        "galopin.proxies.web {\n  listen = \"h:1\", upstream = \"h:2\"\n  " + line + "\n}\n";

    assertThat(problems(text)).containsExactly(sentence + " in bad.conf: 3");
  }

  /** A document, and what is said of it. */
  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("", "galopin: missing (expected: galopin { … }) in bad.conf: 1"),
        Arguments.of(
            "\nproxies {}\ngalopin {}", "proxies: unknown key (expected: galopin) in bad.conf: 2"),
        Arguments.of("galopin = 3", "galopin: 3 (expected: an object: { … }) in bad.conf: 1"),
        Arguments.of(
            "galopin {\n sed = 3\n}",
            "sed: unknown key (expected: seed? One of seed, plugins, journal, exchanges, log-level,"
                + " log-output, held-per-link, held-in-all, http, statsd, impair, otel, behaviors,"
                + " protocols, defaults, proxies, profiles, scenarios) in bad.conf: 2"),
        Arguments.of(
            "galopin.main.listen = \"h:1\"",
            "main: unknown key (expected: one of seed, plugins, journal, exchanges, log-level,"
                + " log-output, held-per-link, held-in-all, http, statsd, impair, otel, behaviors,"
                + " protocols, defaults, proxies, profiles, scenarios) in bad.conf: 1"),
        Arguments.of(
            "galopin.held-per-link = 1 KiB",
            "held-per-link: 1 KiB (expected: a number of bytes, 1048576 or more) in bad.conf: 1"),
        Arguments.of(
            "galopin.seed = 1.5",
            "seed: 1.5 (expected: a whole number from -9223372036854775808 to"
                + " 9223372036854775807) in bad.conf: 1"),
        Arguments.of(
            "galopin.seed = 9223372036854775808",
            "seed: 9223372036854775808 (expected: a whole number from -9223372036854775808 to"
                + " 9223372036854775807) in bad.conf: 1"),
        Arguments.of(
            "galopin.log-level = loud",
            "log-level: loud (expected: one of trace, debug, info, warn, error) in bad.conf: 1"),
        Arguments.of(
            "galopin {\n journal = a/../one.jsonl\n exchanges = one.jsonl\n}",
            "exchanges: one.jsonl (expected: another file than that of the journal) in bad.conf:"
                + " 3"),
        Arguments.of(
            "galopin { journal = -, exchanges = - }",
            "exchanges: - (expected: another file than that of the journal) in bad.conf: 1"),
        Arguments.of("galopin.plugins = \"\"", "plugins: \"\" (expected: a path) in bad.conf: 1"),
        Arguments.of(
            "galopin.http { port = 65536 }",
            "http.port: 65536 (expected: a whole number from 0 to 65535) in bad.conf: 1"),
        Arguments.of(
            "galopin.http { token = x }",
            "http.token: unknown key (expected: one of enabled, host, port, token-file, tls) in"
                + " bad.conf: 1"),
        Arguments.of(
            "galopin.http { token-file = \"\" }",
            "http.token-file: \"\" (expected: a path) in bad.conf: 1"),
        Arguments.of(
            "galopin.server.http.port = 1",
            "server: unknown key (expected: one of seed, plugins, journal, exchanges, log-level,"
                + " log-output, held-per-link, held-in-all, http, statsd, impair, otel, behaviors,"
                + " protocols, defaults, proxies, profiles, scenarios) in bad.conf: 1"),
        Arguments.of(
            "galopin.statsd { enabled = true, port = 65536 }",
            "statsd.port: 65536 (expected: a whole number from 1 to 65535) in bad.conf: 1"),
        Arguments.of(
            "galopin.statsd { host = \" \" }",
            "statsd.host: \" \" (expected: a name or an address) in bad.conf: 1"),
        Arguments.of(
            "galopin.statsd { sample-rate = 1.5 }",
            "statsd.sample-rate: 1.5 (expected: 0 to 1) in bad.conf: 1"),
        Arguments.of(
            "galopin.statsd { hosts = h }",
            "statsd.hosts: unknown key (expected: host? One of enabled, host, port, prefix,"
                + " sample-rate) in bad.conf: 1"),
        Arguments.of(
            "galopin.statsd = on", "statsd: on (expected: an object: { … }) in bad.conf: 1"),
        Arguments.of(
            "galopin.proxies = []", "proxies: a list (expected: an object: { … }) in bad.conf: 1"),
        Arguments.of(
            "galopin.proxies.web = 1",
            "proxies.web: 1 (expected: an object: { … }) in bad.conf: 1"),
        Arguments.of(
            "galopin.behaviors { delay = 20 }",
            "behaviors.delay: 20 (expected: an object: { … }) in bad.conf: 1"),
        Arguments.of(
            "galopin {\n  proxies {\n",
            "syntax: expecting a close parentheses ')' here, not: end of file (expected: HOCON,"
                + " JSON or INI) in bad.conf: 3"),
        Arguments.of(
            "galopin.proxies.web {\n  listen = localhost:8000\n}",
            "syntax: Expecting close brace } or a comma, got ':' (expected: HOCON, in which such a"
                + " text stands in double quotes) in bad.conf: 2"),
        Arguments.of(
            "galopin {\n  seed = ${no-such-thing}\n}",
            "syntax: Could not resolve substitution to a value: ${no-such-thing} (expected: HOCON,"
                + " JSON or INI) in bad.conf: 2"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void refusesADocument(String text, String sentence) {
    assertThat(problems(text)).containsExactly(sentence);
  }

  @Test
  void reportsAllProblemsInTheOrderOfLines() {
    assertThat(
            problems(
                """
                galopin {
                  proxies {
                    b { upstream = "h:2" }
                    a { listen = "h:1", upstream = "nowhere" }
                  }
                  sede = 3
                  seed = x
                }
                """))
        .extracting(line -> line.replaceAll(" \\(expected.*\\)", ""))
        .containsExactly(
            "proxies.b.listen: missing in bad.conf: 3",
            "proxies.a.upstream: nowhere in bad.conf: 4",
            "sede: unknown key in bad.conf: 6",
            "seed: x in bad.conf: 7");
  }

  @Test
  void aProblemIsOneLineWhateverTheFileHolds() {
    assertThat(problems("galopin.seed = \"a\\nb\\u001b[31m\""))
        .singleElement()
        .asString()
        .startsWith("seed: a?b?[31m (expected: ");
  }

  @Test
  void theMessageHasALinePerProblem() {
    ConfigProblem problem =
        catchThrowableOfType(
            ConfigProblem.class,
            () -> ConfigLoader.load("galopin { sede = 1, log-level = x }", "bad.conf"));

    assertThat(problem.getMessage().lines()).hasSize(2).isEqualTo(problem.lines());
  }

  static List<String> problems(String text) {
    return problems(text, "bad.conf");
  }

  static List<String> problems(String text, String originName) {
    ConfigProblem problem =
        catchThrowableOfType(ConfigProblem.class, () -> ConfigLoader.load(text, originName));
    assertThat(problem).as("what is refused in %s", text).isNotNull();
    return problem.lines();
  }
}
