package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Failure;
import io.galopin.api.Marking.Fault;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultHeaderTest {

  private static final List<Fault> SLOW = List.of(new Fault("slow", "delay"));

  @Test
  void standsBeforeAllOtherFields() {
    assertThat(marked("HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody\r\n\r\n", SLOW))
        .isEqualTo("HTTP/1.1 200 OK\r\nx-galopin-fault: slow; delay\r\nA: b\r\n\r\nbody\r\n\r\n");
    assertThat(marked("HTTP/1.1 200 OK\r\n\r\n", SLOW))
        .isEqualTo("HTTP/1.1 200 OK\r\nx-galopin-fault: slow; delay\r\n\r\n");
    assertThat(marked("\r\n\nHTTP/1.0 200\nA: b\n\n", SLOW))
        .isEqualTo("\r\n\nHTTP/1.0 200\nx-galopin-fault: slow; delay\r\nA: b\n\n");
  }

  @Test
  void namesEachFault() {
    assertThat(
            marked(
                "HTTP/1.1 503 X\r\n\r\n", List.of(new Fault("", "delay"), new Fault("b", "error"))))
        .contains("\r\nx-galopin-fault: delay, b; error\r\n");
  }

  @Test
  void cannotBeUsedToAddOthers() {
    String rule = "a\r\nSet-Cookie: b;c,d\u0000é\u2028";

    assertThat(marked("HTTP/1.1 200 OK\r\n\r\n", List.of(new Fault(rule, "delay"))))
        .isEqualTo("HTTP/1.1 200 OK\r\nx-galopin-fault: a__Set-Cookie: b_c_d___; delay\r\n\r\n");
  }

  @Test
  void isInAnAnswerOfGalopinOnlyIfItIsAskedFor() {
    assertThat(failed(true))
        .startsWith("HTTP/1.1 5")
        .containsPattern("\r\nx-galopin-fault: [^\r]+\r\n")
        .contains("Injected by Galopin");
    assertThat(failed(false)).startsWith("HTTP/1.1 5").doesNotContain("x-galopin-fault");
  }

  private static String failed(boolean asked) {
    try (TestSession session =
        TestSession.of(new HttpProtocolFactory(), Map.of("fault-header", asked))
            .failing(Failure.ERROR, label -> true)
            .client("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
      return session.toClient();
    }
  }

  @Test
  void isNotInAReplyThatNothingTouched() {
    String reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    try (TestSession session =
        TestSession.of(new HttpProtocolFactory(), Map.of("fault-header", true))
            .client("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            .backend(reply)) {
      assertThat(session.toClient()).isEqualTo(reply);
    }
  }

  @Test
  void isBounded() {
    List<Fault> many = Collections.nCopies(1000, new Fault("r".repeat(5000), "delay"));

    assertThat(marked("HTTP/1.1 200 OK\r\n\r\n", many)).hasSizeLessThan(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK", "+OK\r\n", "\r\n"})
  void isNotPutIntoWhatIsNoReply(String bytes) {
    assertThat(marked(bytes, SLOW)).isNull();
  }

  private static @Nullable String marked(String reply, List<Fault> faults) {
    ByteBuf in = Unpooled.copiedBuffer(reply, StandardCharsets.ISO_8859_1);
    byte[] before = ByteBufUtil.getBytes(in);
    ByteBuf marked = FaultHeader.in(in, faults, ByteBufAllocator.DEFAULT);
    assertThat(ByteBufUtil.getBytes(in)).isEqualTo(before);
    in.release();
    if (marked == null) {
      return null;
    }
    String text = marked.toString(StandardCharsets.ISO_8859_1);
    marked.release();
    return text;
  }
}
