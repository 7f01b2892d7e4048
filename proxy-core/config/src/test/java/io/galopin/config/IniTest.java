package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.config.form.IniForm;
import io.galopin.config.settings.HttpConfig;
import io.galopin.config.settings.LogLevel;
import io.galopin.config.settings.LongOptions;
import io.galopin.config.settings.StatsdConfig;
import io.galopin.engine.socket.Address;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IniTest {

  @Test
  void mapsEveryKey() {
    GalopinConfig config =
        ConfigLoader.load(
            """
            # Vaurien
            [vaurien]
            proxy = 0.0.0.0:8001      ; where clients connect
            backend: example.com:81
            protocol = http
            behavior = 20:delay,5.5:error
            timeout = 5
            pool-max-size = 3
            pool_timeout = 7
            backlog = 8192
            bufsize = 4096
            log-level = WARNING
            log_output = vaurien.log
            seed = 42
            plugins = plugins
            journal = faults.jsonl
            [behavior:delay]
            sleep = 2
            [behavior.error]
            warmup = 3
            [protocol:http]
            overwrite_host_header = true
            """,
            "vaurien.ini");

    assertThat(config.seed()).isEqualTo(OptionalLong.of(42));
    assertThat(config.plugins()).contains(Path.of("plugins"));
    assertThat(config.journal()).contains(Path.of("faults.jsonl"));
    assertThat(config.logLevel()).isEqualTo(LogLevel.WARN);
    assertThat(config.logOutput()).contains(Path.of("vaurien.log"));
    assertThat(config.notices()).isEmpty();
    assertThat(config.proxies()).hasSize(1);
    ProxyConfig main = config.proxies().get(0);
    assertThat(main.name()).isEqualTo("main");
    assertThat(main.listen()).isEqualTo(new Address("0.0.0.0", 8001));
    assertThat(main.upstream()).isEqualTo(new Address("example.com", 81));
    assertThat(main.protocol().name()).isEqualTo("http");
    assertThat(main.protocol().options().get("overwrite-host-header"))
        .isEqualTo(
            new Setting(
                "protocol:http overwrite_host_header", "true", new Place("vaurien.ini", 22)));
    assertThat(main.mix())
        .isEqualTo(Map.of("delay", new BigDecimal("20"), "error", new BigDecimal("5.5")));
    assertThat(main.behaviors().get("delay").options().get("sleep").text()).isEqualTo("2");
    assertThat(main.behaviors().get("error").options().get("warmup").text()).isEqualTo("3");
    assertThat(main.limits().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(main.limits().idleTimeout()).contains(Duration.ofSeconds(5));
    assertThat(main.limits().poolSize()).isEqualTo(OptionalInt.of(3));
    assertThat(main.limits().poolTimeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(main.limits().backlog()).isEqualTo(OptionalInt.of(8192));
    assertThat(main.limits().readBytes()).isEqualTo(OptionalInt.of(4096));
  }

  @Test
  void takesQuotesOffAndVariablesIn() {
    Problems problems = new Problems();

    LongOptions options =
        IniForm.read(
            """
            [vaurien]
            backend = "${HOST}:81"
            behavior = '20:delay'
            journal = "a \"b\".jsonl"
            """,
            "vaurien.ini",
            problems,
            Map.of("HOST", "example.com")::get);

    problems.throwIfAny();
    assertThat(options.general().get("journal").text()).isEqualTo("a \"b\".jsonl");
    assertThat(options.aboutOneProxy().get("backend").text()).isEqualTo("example.com:81");
    assertThat(options.aboutOneProxy().get("behavior").text()).isEqualTo("20:delay");
  }

  @Test
  void refusesAVariableThatIsNotSet() {
    Problems problems = new Problems();

    IniForm.read("[vaurien]\nbackend = ${HOST}:81\n", "v.ini", problems, name -> null);

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "backend: ${HOST} (expected: a variable that is set in the environment) in v.ini: 2");
  }

  @ParameterizedTest
  @CsvSource({"1,true", "y,true", "YES,true", "on,true", "0,false", "n,false", "no,false"})
  void understandsEachWordForASwitch(String word, boolean on) {
    GalopinConfig config =
        ConfigLoader.load("[vaurien]\nbackend = b:1\nhttp = " + word + "\n", "v.ini");

    assertThat(config.http().isPresent()).isEqualTo(on);
  }

  @Test
  void acceptsSyncAndSaysThatItHasNoEffect() {
    assertThat(ConfigLoader.load("[vaurien]\nbackend = b:1\nsync = 1\n", "v.ini").notices())
        .containsExactly("sync: is accepted, and has no effect in v.ini: 3");
  }

  @Test
  void hasVauriensDefaults() {
    ProxyConfig main = ConfigLoader.load("[vaurien]\n", "vaurien.ini").proxies().get(0);

    assertThat(main.listen()).isEqualTo(new Address("localhost", 8000));
    assertThat(main.upstream()).isEqualTo(new Address("localhost", 80));
    assertThat(main.protocol().name()).isEqualTo("tcp");
    assertThat(main.mix()).isEqualTo(Map.of("dummy", new BigDecimal("100")));
    assertThat(main.limits().connectTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(main.limits().idleTimeout()).isEmpty();
  }

  @Test
  void saysWhatIsUnderstoodAndChangesNothing() {
    GalopinConfig config =
        ConfigLoader.load(
            """
            [vaurien]
            http = true
            http-host = 0.0.0.0
            http_port = 8080
            stay-connected = yes
            [statsd]
            enabled = true
            host = example.com
            port = 8126
            prefix = v
            sample_rate = 0.5
            """,
            "vaurien.ini");

    assertThat(config.notices())
        .containsExactlyInAnyOrder(
            "stay-connected: is always so, connections are kept as long as client and protocol keep"
                + " them in vaurien.ini: 5");
    assertThat(config.http()).contains(new HttpConfig("0.0.0.0", 8080, Optional.empty()));
    assertThat(config.statsd()).contains(new StatsdConfig("example.com", 8126, "v", 0.5));
  }

  @Test
  void hasVauriensDefaultsForStatsd() {
    assertThat(ConfigLoader.load("[statsd]\nenabled = true", "v.ini").statsd())
        .contains(new StatsdConfig("localhost", 8125, "vaurien", 1));
    assertThat(ConfigLoader.load("[statsd]\nport = 8126", "v.ini").statsd()).isEmpty();
  }

  @Test
  void saysNothingAboutWhatIsSwitchedOff() {
    GalopinConfig config =
        ConfigLoader.load(
            "[vaurien]\nhttp = false\nstay_connected = no\n[statsd]\nenabled = false\n", "v.ini");

    assertThat(config.notices()).isEmpty();
  }

  @Test
  void takesAByteOrderMarkForNothing() {
    assertThat(ConfigLoader.load("\uFEFF[vaurien]\nseed = 3", "v.ini").seed()).hasValue(3);
  }

  @ParameterizedTest
  @MethodSource("firstLines")
  void tellsItselfFromHocon(String text, boolean ini) {
    assertThat(IniForm.recognizes(text)).isEqualTo(ini);
  }

  static Stream<Arguments> firstLines() {
    return Stream.of(
        Arguments.of("[vaurien]", true),
        Arguments.of("\n; x\n# y\n [ vaurien ] # z\n", true),
        Arguments.of("[behavior:delay]\r\nsleep = 1\r\n", true),
        Arguments.of("# [vaurien]\ngalopin {}", false),
        Arguments.of("[{\"name\": \"web\"}]", false),
        Arguments.of("[\"vaurien\"]", false),
        Arguments.of("galopin { }\n[vaurien]", false),
        Arguments.of("", false));
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of(
            "[vaurien]\n\ntimout = 3",
            "timout: unknown key (expected: timeout? One of "
                + String.join(", ", LongOptions.NAMES)
                + ") in bad.ini: 3"),
        Arguments.of(
            "[vaurien]\nbackend = nowhere",
            "backend: nowhere (expected: host:port, as in localhost:8000, with a port from 0 to"
                + " 65535) in bad.ini: 2"),
        Arguments.of(
            "[vaurien]\nbehavior = 120:delay",
            "behavior: \"120:delay\" (expected: percents above 0 and at most 100, delay has 120) in"
                + " bad.ini: 2"),
        Arguments.of(
            "[vaurien]\nbackend",
            "line: \"backend\" (expected: [section], key = value or # a"
                + " comment) in bad.ini: 2"),
        Arguments.of(
            "[vaurien]\ntimeout =",
            "timeout:  (expected: a duration from 1 ms to 24 h, a bare number is in seconds) in"
                + " bad.ini: 2"),
        Arguments.of(
            "[vaurien]\npool-timeout = 1\npool_timeout = 2",
            "pool_timeout: given twice (expected: once) in bad.ini: 3"),
        Arguments.of(
            "[vaurein]\nbackend = x",
            "[vaurein]: unknown section (expected: vaurien? One of vaurien, behavior:NAME,"
                + " protocol:NAME, statsd) in bad.ini: 1"),
        Arguments.of(
            "[statsd]\nports = 1",
            "statsd ports: unknown key (expected: port? One of enabled, host, port, prefix,"
                + " sample-rate) in bad.ini: 2"),
        Arguments.of(
            "[statsd]\nport = 0",
            "statsd port: 0 (expected: a whole number from 1 to 65535) in bad.ini: 2"),
        Arguments.of(
            "[statsd]\nport = 1\nport = 2",
            "statsd port: given twice (expected: once) in bad.ini: 3"),
        Arguments.of(
            "[vaurien]\nhttp-port = x",
            "http-port: x (expected: a whole number from 0 to 65535) in bad.ini: 2"),
        Arguments.of(
            "[vaurien]\nstay-connected = maybe",
            "stay-connected: maybe (expected: true or false) in bad.ini: 2"));
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void refusesWithTheLine(String text, String sentence) {
    assertThat(BadInputTest.problems(text, "bad.ini")).containsExactly(sentence);
  }
}
