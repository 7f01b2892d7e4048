package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.config.settings.LongOptions;
import io.galopin.config.settings.OtelConfig;
import io.galopin.rules.source.ConfigProblem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtelConfigTest {

  private static final OtelConfig DEFAULTS =
      new OtelConfig(
          Optional.empty(), Optional.empty(), Map.of(), true, true, 1, Duration.ofSeconds(10));

  @Test
  void hasDefaultsForAllThatTheEnvironmentDoesNotSay() {
    assertThat(load("enabled = true").otel()).contains(DEFAULTS);
    assertThat(load("enabled = false").otel()).isEmpty();
  }

  @Test
  void isSwitchedOnByTheCommandLine() {
    assertThat(ConfigLoader.load(new LongOptions().set("otel", "true")).otel()).contains(DEFAULTS);
    assertThat(ConfigLoader.load(new LongOptions().set("otel", "http://c:1")).otel())
        .map(OtelConfig::endpoint)
        .contains(Optional.of("http://c:1"));
    assertThat(ConfigLoader.load(new LongOptions().set("otel", "false")).otel()).isEmpty();
    assertThat(ConfigLoader.loadForServer(Optional.empty(), new LongOptions().set("otel", true)))
        .satisfies(
            config -> {
              assertThat(config.otel()).contains(DEFAULTS);
              assertThat(config.proxies()).isEmpty();
            });
  }

  @Test
  void isSwitchedOnInAnIniFile() {
    assertThat(ConfigLoader.load("[vaurien]\notel = https://c/x\n", "a.ini").otel())
        .map(OtelConfig::endpoint)
        .contains(Optional.of("https://c/x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:4318",
        "ftp://localhost:4318",
        "http://",
        "http:///v1",
        "http://a b",
        "http://localhost:0",
        "http://localhost:65536",
        "http://localhost:4318?a=b",
        "http://localhost:4318/#a",
        "on",
        ""
      })
  void refusesWhatIsNoAddress(String address) {
    assertThatThrownBy(() -> ConfigLoader.load(new LongOptions().set("otel", address)))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("--otel: ")
        .hasMessageEndingWith("(expected: an address such as http://localhost:4318)");
  }

  @Test
  void repeatsNoPasswordOfAnAddress() {
    assertThatThrownBy(() -> load("enabled = on, endpoint = \"http://me:secret@host:1\""))
        .hasMessage(
            "otel.endpoint: http://…@host:1 (expected: an address such as http://localhost:4318,"
                + " and a header for a password) in a.conf: 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headers { \"a b\" = secret } | otel.headers.a b: not shown (expected: a header field with"
            + " a name of letters, digits and hyphens) in a.conf: 1",
        "headers { Host = secret } | otel.headers.Host: not shown (expected: another header field"
            + " than Host, which is set already) in a.conf: 1",
        "headers { a = \"secret\\nb: c\" } | otel.headers: something else (expected:"
            + " { NAME = VALUE, … }, each on one line) in a.conf: 1",
        "headers { a = sécret } | otel.headers.a: not shown (expected: a value in ASCII on one"
            + " line) in a.conf: 1",
        "headers = secret | otel.headers: something else (expected: { NAME = VALUE, … },"
            + " each on one line) in a.conf: 1"
      })
  void refusesHeadersWithoutTheirValues(String headers, String message) {
    assertThatThrownBy(() -> load("enabled = on, " + headers)).hasMessage(message);
  }

  @Test
  void showsNoHeader() {
    assertThat(load("enabled = on, headers { Authorization = secret }").otel().orElseThrow())
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void refusesToSendNothing() {
    assertThatThrownBy(() -> load("enabled = on, traces = off, metrics = off"))
        .hasMessage(
            "otel.metrics: off beside otel.traces = off (expected: one of them on, or"
                + " otel.enabled = off) in a.conf: 1");
    assertThat(load("enabled = off, traces = off, metrics = off").otel()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "interval = 0, 0 (expected: a duration from 100 ms to 24 h",
    "traces-sample = 1.5, 1.5 (expected: 0 to 1)",
    "service-name = \"\", (expected: a name)",
    "traces = maybe, maybe (expected: true or false)"
  })
  void refusesWhatIsOutOfRange(String setting, String message) {
    assertThatThrownBy(() -> load(setting)).message().contains(message);
  }

  @Test
  void tellsThatWhatIsGivenSendsNothing() {
    assertThat(load("interval = 1 min").notices())
        .containsExactly(
            "otel.interval: changes nothing, nothing is sent to a collector (expected:"
                + " otel.enabled = true, or --otel) in a.conf: 1");
    assertThat(load("enabled = off, interval = 1 min").notices()).isEmpty();
  }

  @Test
  void staysAsItWasWhenTheFileIsReadAgain() {
    assertThat(load("enabled = on").fixedThatDiffer(load("enabled = off"))).containsExactly("otel");
    assertThat(load("enabled = on").fixedThatDiffer(load("enabled = on"))).isEmpty();
  }

  private static GalopinConfig load(String settings) {
    return ConfigLoader.load("galopin { otel { " + settings + " }, proxies {} }", "a.conf");
  }
}
