package io.galopin.tls.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

  @ParameterizedTest
  @CsvSource({
    "api.example.com, api.example.com",
    "API.Example.Com., api.example.com",
    "localhost, localhost",
    "my_service, my_service",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "10.0.0.1, 10.0.0.1",
    "::1, ::1",
    "fe80::1%eth0, fe80::1"
  })
  void takesNamesAndAddresses(String asked, String taken) {
    assertThat(Hosts.asked(asked)).contains(new Hosts(List.of(taken)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a b",
        "-a",
        "a..b",
        "*.example.com",
        "a\u0000b",
        "a/b",
        "\u00fc.example"
      })
  void takesNothingElse(String asked) {
    assertThat(Hosts.asked(asked)).isEmpty();
  }

  @Test
  void boundsNames() {
    String label = "a".repeat(63);

    assertThat(Hosts.asked(label)).isPresent();
    assertThat(Hosts.asked(label + "a")).isEmpty();
    assertThat(Hosts.asked(String.join(".", label, label, label, "a".repeat(61)))).isPresent();
    assertThat(Hosts.asked(String.join(".", label, label, label, "a".repeat(62)))).isEmpty();
    assertThat(Hosts.asked("a.".repeat(100_000) + "a")).isEmpty();
  }

  @Test
  void isThisMachineAndMore() {
    assertThat(Hosts.local("0.0.0.0", "", "localhost", "db", "::").all())
        .containsExactly("localhost", "127.0.0.1", "::1", "db");
  }

  @Test
  void hasACommonNameThatFits() {
    Optional<Hosts> longest = Hosts.asked("a".repeat(60) + ".example");

    assertThat(longest.orElseThrow().commonName()).isEqualTo("galopin");
    assertThat(Hosts.local().commonName()).isEqualTo("localhost");
  }
}
