package io.galopin.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuitesTest {

  private static final String OF_12 = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
  private static final String OF_13 = "TLS_AES_128_GCM_SHA256";

  @Test
  void speaksBothVersionsByDefault() {
    Suites suites = Suites.of(List.of(), List.of());

    assertThat(suites.versions()).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(suites.ciphers()).isEmpty();
  }

  @Test
  void keepsTheOrderOfCiphers() {
    assertThat(Suites.of(List.of("1.2", "1.2"), List.of(OF_13, OF_12)))
        .isEqualTo(new Suites(List.of("TLSv1.2"), List.of(OF_13, OF_12)));
  }

  @Test
  void refusesUnknownVersions() {
    assertThatThrownBy(() -> Suites.of(List.of("1.3", "1.1"), List.of()))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage("versions: 1.1 (expected: 1.2, 1.3 or both)");
  }

  @Test
  void refusesUnknownCiphersWithTheNearest() {
    assertThatThrownBy(() -> Suites.of(List.of(), List.of("TLS_AES_128_GCM_SHA255")))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage(
            "ciphers: TLS_AES_128_GCM_SHA255 (expected: TLS_AES_128_GCM_SHA256?"
                + " a name such as TLS_AES_128_GCM_SHA256)");
  }

  @Test
  void refusesAVersionWithoutACipher() {
    assertThatThrownBy(() -> Suites.of(List.of("1.2", "1.3"), List.of(OF_12)))
        .isInstanceOf(TlsConfigException.class)
        .hasMessage(
            "ciphers: none is of TLS 1.3 (expected: one for each of the versions, or no ciphers)");
  }

  @Test
  void leavesOutCiphersOfOtherVersionsThanTheOnlyOne() {
    Suites both = Suites.of(List.of(), List.of(OF_13, OF_12));

    assertThat(both.only(Optional.of("1.2")))
        .isEqualTo(new Suites(List.of("TLSv1.2"), List.of(OF_12)));
    assertThat(both.only(Optional.empty())).isEqualTo(both);
  }
}
