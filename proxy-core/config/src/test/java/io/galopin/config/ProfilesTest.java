package io.galopin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.rules.profile.Line;
import io.galopin.rules.profile.Profile;
import io.galopin.rules.profile.Profiles;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.toxic.ToxicConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {

  @Test
  void haveSourcesAndFiguresOfBothDirections() {
    assertThat(Profiles.builtIn().all())
        .extracting(Profile::name)
        .contains("edge", "3g", "4g", "satellite", "dsl", "wifi-poor", "lan-slow");
    assertThat(Profiles.builtIn().all())
        .allSatisfy(
            profile -> {
              assertThat(profile.source()).isNotEmpty();
              assertThat(profile.description()).isNotEmpty();
              for (Line line : List.of(profile.up(), profile.down())) {
                assertThat(line.p50()).isPositive();
                assertThat(line.p99()).isGreaterThan(line.p50());
                assertThat(line.bits()).isPositive();
              }
            });
  }

  @Test
  void becomeToxicsOfTheProxyBeforeItsOwn() {
    GalopinConfig config =
        load("profile = 3g, toxics { cut { type = limit-data, bytes = 10 } }", "");

    assertThat(config.proxies().get(0).toxics())
        .extracting(ToxicConfig::name)
        .containsExactly(
            "profile-bandwidth-up",
            "profile-latency-up",
            "profile-loss-up",
            "profile-bandwidth-down",
            "profile-latency-down",
            "profile-loss-down",
            "cut");
    assertThat(shown(config))
        .containsExactly(
            "upstream bandwidth {packet=1460, rate=96}",
            "upstream latency {p50=150000 us, p99=500000 us}",
            "upstream loss {chance=0.002, timeout=500000 us}",
            "downstream bandwidth {packet=1460, rate=200}",
            "downstream latency {p50=150000 us, p99=500000 us}",
            "downstream loss {chance=0.002, timeout=500000 us}",
            "downstream limit-data {bytes=10}");
  }

  private static List<String> shown(GalopinConfig config) {
    return config.proxies().get(0).toxics().stream()
        .map(
            toxic ->
                toxic.direction()
                    + " "
                    + toxic.plugin().name()
                    + " "
                    + toxic.plugin().options().entrySet().stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue().text())
                        .collect(Collectors.joining(", ", "{", "}")))
        .toList();
  }

  @Test
  void ofTheUserAreAddedAndReplaceThoseThatAreKnown() {
    GalopinConfig config =
        load(
            "profile = my-office",
            """
            profiles {
              my-office { down { latency = 20 ms, bandwidth = 2 MB/s } }
              3g.up.loss = 100%
              hut { like = satellite, down.bandwidth = 1 Mbit/s, description = a hut }
            }
            """);

    assertThat(shown(config))
        .containsExactly(
            "downstream bandwidth {packet=1460, rate=2000}",
            "downstream latency {latency=20000 us}");
    Profile changed = config.profiles().named("3g");
    assertThat(changed.up().loss()).isEqualTo(1);
    assertThat(changed.up().bits()).isEqualTo(768_000);
    assertThat(changed.down()).isEqualTo(Profiles.builtIn().named("3g").down());
    Profile hut = config.profiles().named("hut");
    assertThat(hut.up().p50()).isEqualTo(Duration.ofMillis(300));
    assertThat(hut.down().bits()).isEqualTo(1_000_000);
    assertThat(hut.source()).as("that of another profile").isEmpty();
  }

  @Test
  void applyToAllProxiesFromTheDefaults() {
    GalopinConfig config = load("", "defaults.profile = dsl");

    assertThat(config.proxies().get(0).toxics()).hasSize(6);
  }

  @Test
  void mayBeMany() {
    String hundred =
        IntStream.range(0, 100)
            .mapToObj(i -> "p" + i + ".up.latency = " + (i + 1) + " ms\n")
            .collect(Collectors.joining("", "profiles {\n", "}"));

    assertThat(load("profile = p99", hundred).proxies().get(0).toxics()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up.latency = 2 h | profiles.x.up.latency: 2 h (expected: a duration from 0 s to 1 min, a bare number is in milliseconds) in file: 1
          up.latency { p50 = 2 s, p99 = 1 s } | profiles.x.up.latency.p99: 1 s (expected: p50 or more, which is 2 s) in file: 1
          up.latency { p50 = 2 s } | profiles.x.up.latency.p99: missing (expected: a time, as p50 and p99 belong together) in file: 1
          down.bandwidth = 3 | profiles.x.down.bandwidth: 3 (expected: a rate from 1 kbit/s to 1000 Gbit/s, such as 1.6 Mbit/s, 768 kbit/s or 256 KB/s) in file: 1
          down.bandwidth = 0 kbit/s | profiles.x.down.bandwidth: 0 kbit/s (expected: a rate from 1 kbit/s to 1000 Gbit/s, such as 1.6 Mbit/s, 768 kbit/s or 256 KB/s) in file: 1
          down.loss = 0.5 | profiles.x.down.loss: 0.5 (expected: a percentage from 0% to 100%, such as 0.5%) in file: 1
          down.loss = 101% | profiles.x.down.loss: 101% (expected: a percentage from 0% to 100%, such as 0.5%) in file: 1
          down.los = 1%, up.latency = 1 ms | profiles.x.down.los: unknown key (expected: loss? One of latency, bandwidth, loss) in file: 1
          dwn.loss = 1%, up.latency = 1 ms | profiles.x.dwn: unknown key (expected: down? One of like, description, source, up, down) in file: 1
          like = 3h, up.latency = 1 ms | profiles.x.like: 3h (expected: 3g? One of 3g, 3g-fast, 3g-slow, 4g, cable, dialup, dsl, edge, fiber, gprs, lan-slow, lte, satellite, very-bad, wifi-poor) in file: 1
          description = nothing | profiles.x: changes nothing (expected: latency, bandwidth or loss in up or down) in file: 1
          up.loss = 0% | profiles.x: changes nothing (expected: latency, bandwidth or loss in up or down) in file: 1
          """)
  void areCheckedEvenIfNoProxyHasThem(String text, String sentence) {
    assertThatThrownBy(() -> load("", "profiles.x { " + text + " }"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage(sentence);
  }

  @Test
  void nameTheLineOfTheUserIfABuiltInOneContradictsIt() {
    assertThatThrownBy(() -> load("", "profiles {\n 3g.up.latency { p50 = 600 ms }\n}"))
        .hasMessage(
            "profiles.3g.up.latency.p99: 500 ms (expected: p50 or more, which is 600 ms)"
                + " in file: 2");
  }

  @ParameterizedTest
  @CsvSource({"../x", "a b", "''", "-x"})
  void needNamesThatCanBeTyped(String name) {
    assertThatThrownBy(() -> load("", "profiles { \"" + name + "\" { up.loss = 1% } }"))
        .hasMessage(
            "profiles."
                + name
                + ": \""
                + name
                + "\" (expected: a name of 1 to 64 letters, digits, hyphens, dots and underscores)"
                + " in file: 1");
  }

  @Test
  void areNamedByTheirNearestNameIfAProxyHasAnUnknownOne() {
    assertThatThrownBy(() -> load("profile = wifi-por", ""))
        .hasMessageStartingWith(
            "proxies.web.profile: wifi-por (expected: wifi-poor? one of 3g, 3g-fast, ")
        .hasMessageEndingWith(" in file: 2");
  }

  private static GalopinConfig load(String ofProxy, String beside) {
    return ConfigLoader.load(
        "galopin { "
            + beside.strip()
            + "\nproxies.web { listen = \"localhost:0\", upstream = \"localhost:1\", "
            + ofProxy
            + " } }",
        "file");
  }
}
