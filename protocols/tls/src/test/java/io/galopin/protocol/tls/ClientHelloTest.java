package io.galopin.protocol.tls;

import static io.galopin.protocol.tls.Bytes.alpn;
import static io.galopin.protocol.tls.Bytes.buffer;
import static io.galopin.protocol.tls.Bytes.extension;
import static io.galopin.protocol.tls.Bytes.helloBody;
import static io.galopin.protocol.tls.Bytes.serverName;
import static io.galopin.protocol.tls.Bytes.vector;
import static io.galopin.protocol.tls.Bytes.versions;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {

  private static ClientHello read(String body) {
    return ClientHello.of(buffer(body));
  }

  private static ClientHello captured(String client) throws Exception {
    ByteBuf bytes = buffer(Bytes.captured(client));
    MessageScanner scanner =
        new MessageScanner(Wire.CLIENT_HELLO, 1 << 16, Flaw.NO_HELLO, Flaw.LONG_HELLO);
    assertThat(scanner.scan(bytes)).isEqualTo(bytes.readableBytes());
    assertThat(scanner.hasMore()).isFalse();
    return ClientHello.of(scanner.body(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "openssl-1.3, www.example.com, h2 http/1.1, 1.3",
    "openssl-1.2, www.example.com, h2 http/1.1, 1.2",
    "openssl-1.0, , '', 1.0",
    "node, www.example.com, http/1.1, 1.3",
    "curl, www.example.com, h2 http/1.1, 1.3",
    "python, www.example.com, '', 1.3",
  })
  void readsWhatClientsSay(String client, String name, String alpn, String version)
      throws Exception {
    ClientHello hello = captured(client);

    assertThat(hello.serverName()).isEqualTo(name);
    assertThat(String.join(" ", hello.alpn())).isEqualTo(alpn);
    assertThat(Wire.version(hello.version())).isEqualTo(version);
    assertThat(hello.earlyData()).isFalse();
  }

  @Test
  void readsOneWithoutExtensions() {
    String body = helloBody(0x0302);
    ClientHello hello = read(body.substring(0, body.length() - 2));

    assertThat(hello).isEqualTo(new ClientHello(null, List.of(), 0x0302, 0x0302, false));
    assertThat(read(body)).isEqualTo(hello);
  }

  @Test
  void takesTheHighestVersionAndIgnoresGrease() {
    assertThat(read(helloBody(0x0303, versions(0x7A7A, 0x0303, 0x0304, 0x0302, 0x7F1C))).version())
        .isEqualTo(0x0304);
    assertThat(read(helloBody(0x0303, versions(0x0A0A))).version()).isEqualTo(0x0303);
    assertThat(Wire.version(read(helloBody(0x0304)).version())).isEqualTo("1.2");
    assertThat(Wire.version(read(helloBody(0x0300)).version())).isEqualTo("ssl3");
    assertThat(Wire.version(read(helloBody(0x0A0A)).version())).isNull();
  }

  @Test
  void ignoresGreaseAmongExtensionsAndProtocols() {
    ClientHello hello =
        read(
            helloBody(
                0x0303,
                extension(0x2A2A, ""),
                serverName("a.example"),
                alpn("jj", "h2"),
                extension(0xFAFA, "\0")));

    assertThat(hello.serverName()).isEqualTo("a.example");
    assertThat(hello.alpn()).containsExactly("h2");
  }

  @Test
  void seesEarlyData() {
    assertThat(read(helloBody(0x0303, extension(42, ""))).earlyData()).isTrue();
  }

  @Test
  void knowsOnlyTheOuterNameWithEch() {
    assertThat(read(helloBody(0x0303, extension(0xFE0D, "secret"), serverName("out"))).serverName())
        .isEqualTo("out");
  }

  @Test
  void takesNoNameWhereServersCouldDiffer() {
    ClientHello none = new ClientHello(null, List.of(), 0x0303, 0x0303, false);
    String two = vector(2, "\0" + vector(2, "a") + "\0" + vector(2, "b"));

    assertThat(read(helloBody(0x0303, serverName("a"), serverName("b")))).isEqualTo(none);
    assertThat(read(helloBody(0x0303, extension(0, two)))).isEqualTo(none);
    assertThat(read(helloBody(0x0303, serverName("a")) + "more")).isEqualTo(none);
    assertThat(read(helloBody(0x0303, serverName("a".repeat(256))))).isEqualTo(none);
    assertThat(read(helloBody(0x0303, serverName("a".repeat(255)))).serverName()).hasSize(255);
    assertThat(read(helloBody(0x0303, serverName("")))).isEqualTo(none);
  }

  @Test
  void keepsABoundedNumberOfProtocols() {
    String[] many = IntStream.range(0, 5_000).mapToObj(i -> "p" + i).toArray(String[]::new);

    assertThat(read(helloBody(0x0303, alpn(many))).alpn())
        .hasSize(ClientHello.MOST_ALPN)
        .startsWith("p0", "p1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl-1.3", "curl", "node"})
  void survivesAnyCutAndAnyChange(String client) {
    String body = Bytes.captured(client).substring(9);
    ClientHello whole = read(body);
    for (int length = 0; length < body.length(); length++) {
      assertThat(read(body.substring(0, length)).serverName()).isNull();
    }
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder mutant = new StringBuilder(body);
      mutant.setCharAt(random.nextInt(body.length()), (char) random.nextInt(256));
      assertThat(read(mutant.toString()).alpn().size()).isLessThanOrEqualTo(ClientHello.MOST_ALPN);
    }
    assertThat(read(body)).isEqualTo(whole);
  }
}
