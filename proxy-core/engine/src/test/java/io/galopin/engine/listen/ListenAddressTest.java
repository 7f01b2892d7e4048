package io.galopin.engine.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

  private static final int PORT = 8080;

  private static ListenAddress resolved(String host) throws IOException {
    return ListenAddress.resolve(new Address(host, PORT));
  }

  private static InetSocketAddress at(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "::"})
  void allAddressesAreMeantWithAndWithoutIpv6(String host) throws IOException {
    assertThat(resolved(host).socket().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(resolved(host).socket().getPort()).isEqualTo(PORT);
  }

  @Test
  void anAddressMeansItself() throws IOException {
    assertThat(resolved("127.0.0.1").socket()).isEqualTo(at("127.0.0.1", PORT));
  }

  @Test
  void saysWhatItCannotBe() {
    assertThatThrownBy(() -> resolved("[::nobody]"))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("its name is unknown");
    assertThat(ListenAddress.of(at("127.0.0.1", PORT)).cannot(new BindException("in use")))
        .hasMessage("cannot listen on 127.0.0.1:8080: in use")
        .hasCauseInstanceOf(BindException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, 8080, true",
    "127.0.0.1, 127.0.0.1, 8081, false",
    "127.0.0.1, 127.0.0.2, 8080, false",
    "127.0.0.1, 0.0.0.0, 8080, false",
    "0.0.0.0, 127.0.0.1, 8080, false",
    "0.0.0.0, 0.0.0.0, 8080, true",
    "0.0.0.0, ::, 8080, true",
    "::, 0.0.0.0, 8081, false"
  })
  void isWhereASocketListens(String wanted, String host, int port, boolean is) throws IOException {
    assertThat(resolved(wanted).isAt(at(host, port))).isEqualTo(is);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, 8080, true",
    "127.0.0.1, 127.0.0.1, 8081, false",
    "127.0.0.1, 127.0.0.2, 8080, false",
    "127.0.0.1, 0.0.0.0, 8080, true",
    "0.0.0.0, 127.0.0.1, 8080, true",
    "0.0.0.0, 127.0.0.1, 8081, false"
  })
  void isInTheWayOfASocket(String wanted, String host, int port, boolean is) throws IOException {
    assertThat(resolved(wanted).overlaps(at(host, port))).isEqualTo(is);
  }
}
