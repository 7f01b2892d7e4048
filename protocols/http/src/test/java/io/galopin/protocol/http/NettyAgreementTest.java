package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.testkit.Dialogue;
import io.galopin.testkit.TestSession;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the boundaries in generated messages with those of Netty's decoders: each message is one
 * whole message to them, too, with the same head and the same length of the body.
 */
class NettyAgreementTest {

  /**
   * A generated message.
   *
   * @param label the expected label
   * @param body the length of the content, in bytes
   */
  private record Generated(String label, int headers, int body, String bytes) {}

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheRequestsThatNettyFinds(int seed) {
    Random random = new Random(seed);
    List<Generated> requests = generate(random, NettyAgreementTest::request);
    try (TestSession session = TestSession.of(new HttpProtocolFactory())) {
      session.play(Dialogue.start().client(join(requests)).inPieces(() -> 1 + random.nextInt(300)));

      assertThat(session.refused()).isEmpty();
      compare(requests, session.seen(), ">", HttpRequestDecoder::new);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheRepliesThatNettyFinds(int seed) {
    Random random = new Random(seed);
    List<Generated> replies = generate(random, NettyAgreementTest::reply);
    try (TestSession session = TestSession.of(new HttpProtocolFactory())) {
      session.client("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(replies.size()));
      session.play(Dialogue.start().backend(join(replies)).inPieces(() -> 1 + random.nextInt(300)));

      assertThat(session.refused()).isEmpty();
      compare(replies, session.seen(), "<", HttpResponseDecoder::new);
    }
  }

  private static void compare(
      List<Generated> messages, List<String> all, String side, Supplier<ChannelHandler> decoder) {
    List<String> seen = all.stream().filter(line -> line.startsWith(side)).toList();
    assertThat(seen).hasSize(2 * messages.size());
    String stream = join(messages);
    int at = 0;
    for (int i = 0; i < messages.size(); i++) {
      Generated message = messages.get(i);
      assertThat(seen.get(2 * i)).isEqualTo(side + " " + message.label());
      int length = Integer.parseInt(seen.get(2 * i + 1).substring(3));
      decodesAsOne(stream.substring(at, at + length), message, decoder.get());
      at += length;
    }
    assertThat(at).isEqualTo(stream.length());
  }

  private static void decodesAsOne(String bytes, Generated expected, ChannelHandler decoder) {
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    int heads = 0;
    int ends = 0;
    int body = 0;
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      if (part instanceof HttpMessage head) {
        heads++;
        assertThat(head.decoderResult().isSuccess()).isTrue();
        assertThat(head.headers().size()).isEqualTo(expected.headers());
        assertThat(labelOf(head)).isEqualTo(expected.label());
      }
      if (part instanceof HttpContent content) {
        body += content.content().readableBytes();
        ends += content instanceof LastHttpContent ? 1 : 0;
        content.release();
      }
    }
    assertThat(List.of(heads, ends, body)).isEqualTo(List.of(1, 1, expected.body()));
    assertThat(channel.finish()).isFalse();
  }

  private static String labelOf(HttpMessage head) {
    return head instanceof HttpRequest request
        ? request.method() + " " + request.uri()
        : ((HttpResponse) head).status().codeAsText().toString();
  }

  private static Generated request(Random random) {
    String method = pick(random, "GET", "POST", "PUT", "DELETE", "OPTIONS", "M-SEARCH");
    String target = "/" + "a".repeat(random.nextInt(30));
    String line = method + " " + target + " HTTP/1.1\r\n";
    return finish(
        random, method + " " + target, line + pick(random, "Host: x", "HOST:x") + "\r\n", 1);
  }

  private static Generated reply(Random random) {
    String status = pick(random, "200", "201", "404", "500");
    return finish(
        random, status, "HTTP/1.1 " + status + pick(random, "\r\n", " \r\n", " Fine\r\n"), 0);
  }

  private static Generated finish(Random random, String label, String start, int headers) {
    StringBuilder bytes = new StringBuilder(start);
    int all = headers;
    for (int more = random.nextInt(4); more > 0; more--, all++) {
      bytes.append("X-").append(more).append(pick(random, ":", ": ", ":\t")).append("v\r\n");
    }
    int body = random.nextInt(4) == 0 ? 0 : random.nextInt(200);
    if (random.nextBoolean()) {
      bytes.append("Content-Length: ").append(body).append("\r\n\r\n");
      content(random, bytes, body);
    } else {
      bytes.append("Transfer-Encoding: chunked\r\n\r\n");
      for (int left = body, size; left > 0; left -= size) {
        size = 1 + random.nextInt(left);
        bytes
            .append(Integer.toHexString(size))
            .append(pick(random, "", ";x", ";y=\"z\""))
            .append("\r\n");
        content(random, bytes, size);
        bytes.append("\r\n");
      }
      bytes.append(pick(random, "0\r\n\r\n", "000;x\r\n\r\n", "0\r\nT: u\r\n\r\n"));
    }
    return new Generated(label, all + 1, body, bytes.toString());
  }

  private static void content(Random random, StringBuilder bytes, int length) {
    for (int i = 0; i < length; i++) {
      bytes.append("\r\n0aZ ".charAt(random.nextInt(6)));
    }
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static List<Generated> generate(Random random, Function<Random, Generated> generator) {
    List<Generated> messages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      messages.add(generator.apply(random));
    }
    return messages;
  }

  private static String join(List<Generated> messages) {
    StringBuilder all = new StringBuilder();
    messages.forEach(message -> all.append(message.bytes()));
    return all.toString();
  }
}
