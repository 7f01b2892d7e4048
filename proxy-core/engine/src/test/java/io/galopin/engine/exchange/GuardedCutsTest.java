package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Cut;
import io.galopin.api.Rendering;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the four questions about bytes. */
class GuardedCutsTest {

  private final Buffers buffers = new Buffers();
  private final FirmSession session = new FirmSession();
  private final GuardedCuts cuts =
      new GuardedCuts(
          () -> session, (hook, thrown) -> new PluginFailure("protocol", "firm", hook, thrown));
  private final ByteBuf three = buffers.of("abc");

  @AfterEach
  void releasesAll() {
    three.release();
    buffers.checkReleased();
  }

  private Function<ByteBuf, Cut> question(String method) {
    return Map.<String, Function<ByteBuf, Cut>>of(
            "cutRequest", cuts::request,
            "cutReply", cuts::reply,
            "endRequests", cuts::endOfRequests,
            "endReplies", cuts::endOfReplies)
        .get(method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cutRequest", "cutReply", "endRequests", "endReplies"})
  void theSessionIsAskedAboutTheBytesThemselves(String method) {
    session.cut = Cut.pass(3);
    session.end = Cut.pass(3);

    assertThat(question(method).apply(three).kind()).isEqualTo(Cut.Kind.PASS);
    assertThat(three.readableBytes()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cutRequest", "cutReply", "endRequests", "endReplies"})
  void anExceptionNamesTheMethod(String method) {
    session.fails = method;

    assertThatThrownBy(() -> question(method).apply(three))
        .isInstanceOf(PluginFailure.class)
        .hasMessageContaining("protocol firm failed in " + method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cutRequest", "cutReply", "endRequests", "endReplies"})
  void whatIsNotCarriedOutIsReleased(String method) {
    Cut flawed = Cut.body(1, true).replacedBy(buffers.of("other"));
    session.cut = flawed;
    session.end = flawed;

    assertThatThrownBy(() -> question(method).apply(three)).isInstanceOf(PluginFailure.class);
    // The bytes are checked in the end.
  }

  @ParameterizedTest
  @ValueSource(strings = {"cutRequest", "cutReply", "endRequests", "endReplies"})
  void lentBytesMayNotBeHandedOver(String method) {
    Cut view = Cut.pass(3).replacedBy(three.slice());
    session.cut = view;
    session.end = view;

    assertThatThrownBy(() -> question(method).apply(three))
        .hasMessageContaining("handed over bytes that were lent to it");
    assertThat(three.refCnt()).isEqualTo(1);
  }

  @Test
  void eachDirectionHasAnswersOfItsOwn() {
    for (Cut ofReplies : List.of(Cut.unanswered(), Cut.reply(1, true, () -> "r"))) {
      session.cut = ofReplies;
      assertThatThrownBy(() -> cuts.request(three)).hasMessageContaining("only of replies");
    }
    Rendering answer = Rendering.reply(buffers.of("no"), "no");
    for (Cut ofRequests : List.of(Cut.request(1, true, () -> "r"), Cut.answered(1, answer))) {
      session.cut = ofRequests;
      assertThatThrownBy(() -> cuts.reply(three)).hasMessageContaining("only of requests");
    }
  }

  @Test
  void aLayerHandsOverBehindBytesOnly() {
    session.cut = Cut.await().thenAbove();
    assertThatThrownBy(() -> cuts.request(three)).hasMessageContaining("handed over");

    session.cut = Cut.request(3, true, () -> "r").thenAbove();
    assertThat(cuts.request(three).handsOver()).isTrue();
    assertThat(Cut.pass(1).handsOver()).isFalse();
  }
}
