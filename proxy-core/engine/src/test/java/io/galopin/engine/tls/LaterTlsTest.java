package io.galopin.engine.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.HandshakeChange;
import io.galopin.api.OptionException;
import io.galopin.api.TlsUpgrade;
import io.galopin.engine.socket.Address;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaterTlsTest {

  private static final Set<TlsUpgrade> ALL = Set.of(TlsUpgrade.AGREED, TlsUpgrade.ANSWERED);

  private record Client(boolean atOnce) implements ClientEnd {
    @Override
    public SslHandler newHandler(
        ByteBufAllocator allocator, Address backend, List<String> alpn, HandshakeChange change) {
      throw new IllegalStateException("it is only configured");
    }
  }

  private record Backend(boolean atOnce) implements BackendEnd {
    @Override
    public SslHandler newHandler(ByteBufAllocator allocator, Address backend, List<String> alpn) {
      throw new IllegalStateException("it is only configured");
    }
  }

  private static TlsEnds ends(String client, String backend) {
    return new TlsEnds(
        client.equals("none") ? Optional.empty() : Optional.of(new Client(client.equals("once"))),
        backend.equals("none")
            ? Optional.empty()
            : Optional.of(new Backend(backend.equals("once"))));
  }

  @ParameterizedTest
  @CsvSource({
    "none, none, PASSES",
    "later, later, AGREED",
    "later, none, ANSWERED",
    "later, once, ANSWERED",
    "once, once, PASSES",
    "once, none, PASSES",
    "none, once, PASSES"
  })
  void saysWhoAgreesOnTls(String client, String backend, TlsUpgrade upgrade) {
    LaterTls later = LaterTls.of(ends(client, backend), ALL);
    later.check("lines", ALL);
    assertThat(later.upgrade()).isEqualTo(upgrade);
    assertThat(later.backend()).isEqualTo(backend.equals("later"));
  }

  @Test
  void aProtocolThatCannotDoItBeginsAtOnce() {
    assertThat(LaterTls.of(ends("later", "later"), Set.of())).isEqualTo(LaterTls.NONE);
  }

  @ParameterizedTest
  @CsvSource({"none", "once"})
  void theBackendsSideAloneIsRefusedWithTheWaysOut(String client) {
    LaterTls later = LaterTls.of(ends(client, "later"), ALL);
    assertThatThrownBy(() -> later.check("lines", ALL))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("upstream: TLS in the middle of a conversation in lines")
        .hasMessageContaining("listen-tls")
        .hasMessageContaining("begin=at-once");
  }

  @Test
  void theClientsSideAloneIsRefusedWhereTheProtocolNeedsTheBackend() {
    Set<TlsUpgrade> able = Set.of(TlsUpgrade.AGREED);
    LaterTls later = LaterTls.of(ends("later", "none"), able);
    assertThatThrownBy(() -> later.check("lines", able))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("listen-tls: TLS in the middle of a conversation in lines")
        .hasMessageContaining("tls://")
        .hasMessageContaining("begin=at-once");
  }
}
