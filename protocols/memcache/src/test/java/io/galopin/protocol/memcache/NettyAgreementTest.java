package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.memcache.LastMemcacheContent;
import io.netty.handler.codec.memcache.MemcacheContent;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheMessage;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheRequest;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheRequestDecoder;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheRequestEncoder;
import io.netty.handler.codec.memcache.binary.BinaryMemcacheResponseDecoder;
import io.netty.handler.codec.memcache.binary.DefaultFullBinaryMemcacheRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the boundaries in generated streams of the binary protocol with those of Netty's
 * decoders: each message is one whole message to them, too.
 */
class NettyAgreementTest {

  private static final MemcacheProtocolFactory MEMCACHE = new MemcacheProtocolFactory();

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheRequestsThatNettyFinds(int seed) {
    Random random = new Random(seed);
    List<Packet> requests = generate(random, false);
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.play(Dialogue.start().client(join(requests)).inPieces(() -> 1 + random.nextInt(300)));

      assertThat(session.refused()).isEmpty();
      assertThat(session.seen().stream().filter(line -> line.startsWith(">|")))
          .containsExactlyElementsOf(
              requests.stream().map(packet -> ">| " + packet.length()).toList());
    }
    requests.forEach(packet -> decodesAsOne(packet, new BinaryMemcacheRequestDecoder()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheRepliesThatNettyFinds(int seed) {
    Random random = new Random(seed);
    List<Packet> replies = generate(random, true);
    try (TestSession session = TestSession.of(MEMCACHE)) {
      for (Packet reply : replies) {
        session.client(Packet.request(reply.opcode(), reply.opaque()).bytes());
      }
      session.play(Dialogue.start().backend(join(replies)).inPieces(() -> 1 + random.nextInt(300)));

      assertThat(session.refused()).isEmpty();
      assertThat(session.seen().stream().filter(line -> line.startsWith("<|")))
          .containsExactlyElementsOf(
              replies.stream().map(packet -> "<| " + packet.length()).toList());
    }
    replies.forEach(packet -> decodesAsOne(packet, new BinaryMemcacheResponseDecoder()));
  }

  @Test
  void readsWhatNettyWrites() {
    EmbeddedChannel encoder = new EmbeddedChannel(new BinaryMemcacheRequestEncoder());
    BinaryMemcacheRequest set =
        new DefaultFullBinaryMemcacheRequest(
            Unpooled.copiedBuffer("key", StandardCharsets.US_ASCII),
            Unpooled.buffer(8).writeZero(8),
            Unpooled.copiedBuffer("value", StandardCharsets.US_ASCII));
    set.setOpcode((byte) 0x01).setOpaque(7);
    encoder.writeOutbound(set);
    StringBuilder wire = new StringBuilder();
    for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
      wire.append(part.toString(StandardCharsets.ISO_8859_1));
      part.release();
    }
    encoder.finishAndReleaseAll();
    try (TestSession session = TestSession.of(MEMCACHE)) {
      // Netty writes a full message as its head and leaves the value to another handler.
      session.client(wire.toString()).client("value".substring(wire.length() - 35));
      assertThat(session.seen()).containsExactly("> set key", ">| 40");
      assertThat(session.requests()).containsExactly(new BinaryRequest((byte) 0x01, 7));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nettyReadsWhatIsRendered(Failures failure) {
    try (TestSession session = TestSession.of(MEMCACHE)) {
      session.client(Packet.request(0x09, 0x01020304).bytes());
      ByteBuf bytes =
          BinaryRenderings.injected(
                  Failing.with(failure == Failures.ERROR ? "error" : name(failure)).failure(),
                  (BinaryRequest) session.requests().get(0),
                  UnpooledByteBufAllocator.DEFAULT)
              .bytes();
      String wire = bytes.toString(StandardCharsets.ISO_8859_1);
      bytes.release();
      String text = wire.substring(24);
      Packet expected =
          Packet.reply(0x09, 0x01020304).withStatus(failure.status().number()).withValue(text);
      assertThat(wire).isEqualTo(expected.bytes());
      decodesAsOne(expected, new BinaryMemcacheResponseDecoder());
    }
  }

  static Failures[] kinds() {
    return Failures.values();
  }

  private static String name(Failures failure) {
    return failure.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void decodesAsOne(Packet packet, ChannelHandler decoder) {
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    channel.writeInbound(Unpooled.copiedBuffer(packet.bytes(), StandardCharsets.ISO_8859_1));
    int heads = 0;
    int ends = 0;
    StringBuilder value = new StringBuilder();
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      if (part instanceof BinaryMemcacheMessage head) {
        heads++;
        assertThat(head.decoderResult().isSuccess()).isTrue();
        assertThat(head.opcode()).isEqualTo((byte) packet.opcode());
        assertThat(head.opaque()).isEqualTo(packet.opaque());
        assertThat((int) head.keyLength()).isEqualTo(packet.key().length());
        head.release();
      }
      if (part instanceof MemcacheContent content) {
        value.append(content.content().toString(StandardCharsets.ISO_8859_1));
        ends += content instanceof LastMemcacheContent ? 1 : 0;
        content.release();
      }
    }
    assertThat(heads).isEqualTo(1);
    assertThat(ends).isEqualTo(1);
    assertThat(value).hasToString(packet.value());
    assertThat(channel.finish()).isFalse();
  }

  private static List<Packet> generate(Random random, boolean reply) {
    List<Packet> packets = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      // Not those that are quiet, and not stat, whose replies are several messages.
      int opcode = random.nextInt(9);
      Packet packet = reply ? Packet.reply(opcode, i) : Packet.request(opcode, i);
      packets.add(
          packet
              .withStatus(reply && random.nextInt(3) == 0 ? 1 : 0)
              .withExtras(random.nextInt(3) * 4)
              .withKey(text(random, random.nextInt(251)))
              .withValue(text(random, random.nextInt(3) * random.nextInt(2000))));
    }
    return packets;
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(256));
    }
    return text.toString();
  }

  private static String join(List<Packet> packets) {
    StringBuilder all = new StringBuilder();
    packets.forEach(packet -> all.append(packet.bytes()));
    return all.toString();
  }
}
