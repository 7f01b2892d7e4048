package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.trouble.PluginFailures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests edits of a session, which it makes without any rule. */
class EditsTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 511, 512, 16 << 20})
  void readsAsLittleAsItsProtocolWants(int most) throws IOException {
    Protocol lines = new LineProtocol();
    Protocol modest =
        new Protocol() {
          @Override
          public Session open(Pairing pairing) {
            return lines.open(pairing);
          }

          @Override
          public int readBytes() {
            return most;
          }
        };
    Proxy proxy =
        rig.open(
            modest,
            rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream())));
    try (Socket client = rig.connect(proxy)) {
      String request = "a".repeat(600) + "\n";
      client.getOutputStream().write(request.getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes(601)).asString(US_ASCII).isEqualTo(request);
    }
  }

  /** The server's greeting lists capabilities. The session removes compression. */
  private static final class Greeted implements Protocol {
    @Override
    public List<String> edits() {
      return List.of("the greeting does not offer compression");
    }

    @Override
    public Session open(Pairing pairing) {
      return new Session() {
        private boolean greeted;

        @Override
        public Cut cutRequest(ByteBuf in) {
          int length = in.bytesBefore((byte) '\n') + 1;
          return length > 0 ? Cut.request(length, true, () -> "line") : Cut.more();
        }

        @Override
        public Cut cutReply(ByteBuf in) {
          int length = in.bytesBefore((byte) '\n') + 1;
          if (length == 0) {
            return Cut.more();
          }
          if (greeted) {
            return Cut.reply(length, true, () -> "line");
          }
          greeted = true;
          String greeting = in.toString(in.readerIndex(), length, US_ASCII);
          return Cut.pass(length)
              .replacedBy(ByteBufUtil.writeAscii(in.alloc(), greeting.replace(" COMPRESS", "")));
        }

        @Override
        public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
          return Rendering.reset();
        }
      };
    }
  }

  private static Made<Protocol> editing(String name, List<String> edits) {
    Protocol lines = new LineProtocol();
    return Made.of(
        name,
        new Protocol() {
          @Override
          public Session open(Pairing pairing) {
            return lines.open(pairing);
          }

          @Override
          public List<String> edits() {
            return edits;
          }
        });
  }

  private static List<String> shown(Made<Protocol> layer, Made<Protocol> protocol) {
    ProxySpec spec =
        new ProxySpec(
            "web",
            new Address("127.0.0.1", 0),
            new Address("127.0.0.1", 1),
            protocol,
            RuleSet.none(),
            Optional.empty(),
            List.of(),
            Limits.defaults(),
            true);
    return Edits.of(new PluginFailures(), spec.withLayers(List.of(layer)));
  }

  static Stream<List<String>> unsound() {
    return Stream.of(
        List.of("fine", "two\nlines"),
        List.of("a terminal's \u001b[2J"),
        List.of(" "),
        List.of("x".repeat(1001)),
        Arrays.asList("fine", null));
  }

  @ParameterizedTest
  @MethodSource("unsound")
  void editsThatAreNoFewLinesAreNotShown(List<String> edits) {
    Made<Protocol> sound = editing("sound", List.of("turns a into b"));

    assertThat(shown(editing("unsound", edits), sound)).containsExactly("turns a into b");
  }

  @Test
  void aListWithoutEndIsNotShown() {
    List<String> endless = Collections.nCopies(Integer.MAX_VALUE, "again");

    assertThat(shown(editing("layer", List.of("one")), editing("endless", endless)))
        .containsExactly("one");
  }

  @Test
  void theEditsOfLayersAreShownToo() {
    assertThat(shown(editing("layer", List.of("one")), editing("above", List.of("two", "three"))))
        .containsExactly("one", "two", "three");
  }

  @Test
  void aCapabilityIsTakenOutOfTheGreeting() throws IOException {
    Proxy proxy =
        rig.open(
            new Greeted(),
            rig.backend(
                socket -> {
                  socket.getOutputStream().write("hello TLS COMPRESS\n".getBytes(US_ASCII));
                  socket.getInputStream().transferTo(socket.getOutputStream());
                }));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));

      assertThat(client.getInputStream().readNBytes(12))
          .asString(US_ASCII)
          .isEqualTo("hello TLS\na\n");
    }
    assertThat(proxy.plugins().edits()).containsExactly("the greeting does not offer compression");
    assertThat(rig.engine.journal().after(0, 10)).isEmpty();
  }
}
