package io.galopin.engine.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @Test
  void readsNamesAndLiteralAddresses() {
    assertThat(Address.parse("--proxy", "localhost:8000"))
        .isEqualTo(new Address("localhost", 8000));
    assertThat(Address.parse("--proxy", "127.0.0.1:0")).isEqualTo(new Address("127.0.0.1", 0));
    assertThat(Address.parse("--proxy", "[::1]:80")).isEqualTo(new Address("::1", 80));
    assertThat(Address.parse("--proxy", ":8000")).isEqualTo(new Address("", 8000));
    assertThat(Address.parse("--proxy", "my_db-1.internal:5432").host())
        .isEqualTo("my_db-1.internal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost", "localhost:", "localhost:x", "localhost:65536", "localhost:-1", "::1:80",
        "[localhost:80", "[localhost]:80", "http://a:80", "a b:80", "", "host:1:2"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> Address.parse("--proxy", text))
        .hasMessage(
            "--proxy: "
                + text
                + " (expected: host:port, as in localhost:8000, with a port from 0 to 65535)");
  }

  @Test
  void refusesALongHost() {
    assertThat(Address.parse("--proxy", "h".repeat(255) + ":1").host()).hasSize(255);
    assertThatThrownBy(() -> Address.parse("--proxy", "h".repeat(500_000) + ":1"))
        .hasMessage(
            "--proxy: "
                + "h".repeat(120)
                + "… (500002 characters) (expected: host:port, with a host of at most 255"
                + " characters)");
    assertThatThrownBy(() -> new Address("h".repeat(256), 1)).hasMessageContaining("at most 255");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1:80",
    "0:0:0:0:0:0:0:1, [::1]:80",
    "0:0:0:0:0:0:0:0, [::]:80",
    "2001:db8:0:0:1:0:0:0, [2001:db8:0:0:1::]:80",
    "fe80:0:0:0:0:0:0:1%7, [fe80::1%7]:80"
  })
  void ofASocketIsWrittenAsPeopleWriteIt(String host, String shown) {
    assertThat(Address.of(new InetSocketAddress(host, 80))).hasToString(shown);
  }

  /** A socket for all addresses of IPv4 may say that it has those of IPv6. */
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:0, ::, 0.0.0.0:80",
    "0.0.0.0:0, 0.0.0.0, 0.0.0.0:80",
    "[::]:0, ::, [::]:80",
    "[0:0:0:0:0:0:0:0]:0, ::, [::]:80",
    ":0, ::, [::]:80",
    "localhost:0, 127.0.0.1, 127.0.0.1:80",
    "localhost:80, 0:0:0:0:0:0:0:1, [::1]:80"
  })
  void whereASocketListensIsAsItWasAskedFor(String asked, String host, String shown) {
    Address address = Address.parse("--proxy", asked);

    assertThat(address.at(new InetSocketAddress(host, 80))).hasToString(shown);
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(new Address("::1", 80)).hasToString("[::1]:80");
    assertThat(new Address("localhost", 80)).hasToString("localhost:80");
  }
}
