package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Cut;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.trouble.Nonsense;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CutCheckTest {

  private static final int MOST_UNDECIDED = 16 << 20;
  private static final Request REQUEST = () -> "request";
  private static final Reply REPLY = () -> "reply";

  private final Buffers buffers = new Buffers();
  private final ByteBuf three = buffers.of("abc");

  @AfterEach
  void releasesAll() {
    if (three.refCnt() > 0) {
      three.release();
    }
    buffers.checkReleased();
  }

  private static void isNonsense(ThrowingCallable check, String flaw) {
    assertThatThrownBy(check).isInstanceOf(Nonsense.class).hasMessage(flaw);
  }

  @Test
  void bytesAreLentWithTheirIndices() {
    three.readByte();
    assertThatCode(() -> CutCheck.lent(three, 1, 3)).doesNotThrowAnyException();

    isNonsense(
        () -> CutCheck.lent(three, 0, 3), "moved the indices of the bytes that were lent to it");
    assertThat(three.readerIndex()).isZero();
    three.writerIndex(2);
    isNonsense(
        () -> CutCheck.lent(three, 0, 3), "moved the indices of the bytes that were lent to it");
    assertThat(three.writerIndex()).isEqualTo(3);
    three.release();
    isNonsense(() -> CutCheck.lent(three, 0, 3), "released the bytes that were lent to it");
  }

  static Stream<Cut> soundForBoth() {
    return Stream.of(
        Cut.more(),
        Cut.await(),
        Cut.body(1, false),
        Cut.framing(3, true),
        Cut.pass(3),
        Cut.refuse(null, "why"));
  }

  @ParameterizedTest
  @MethodSource
  void soundForBoth(Cut cut) {
    assertThat(CutCheck.request(three, cut)).isSameAs(cut);
    assertThat(CutCheck.reply(three, cut)).isSameAs(cut);
  }

  @Test
  void soundForOneDirection() {
    Cut request = Cut.request(3, true, REQUEST);
    Cut reply = Cut.reply(1, true, REPLY);
    assertThat(CutCheck.request(three, request)).isSameAs(request);
    assertThat(CutCheck.reply(three, reply)).isSameAs(reply);
    assertThat(CutCheck.reply(three, Cut.unanswered())).isSameAs(Cut.unanswered());
    isNonsense(() -> CutCheck.request(three, reply), "said REPLY (expected: only of replies)");
    isNonsense(
        () -> CutCheck.request(three, Cut.unanswered()),
        "said UNANSWERED (expected: only of replies)");
    isNonsense(() -> CutCheck.reply(three, request), "said REQUEST (expected: only of requests)");
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of(null, "returned null (expected: a Cut)"),
        Arguments.of(Cut.nothing(), "said NOTHING (expected: only at an end)"),
        Arguments.of(Cut.body(0, true), "said BODY of 0 bytes (expected: 1 to 3)"),
        Arguments.of(Cut.pass(4), "said PASS of 4 bytes (expected: 1 to 3)"));
  }

  @ParameterizedTest
  @MethodSource
  void nonsense(@Nullable Cut cut, String flaw) {
    isNonsense(() -> CutCheck.request(three, cut), flaw);
    isNonsense(() -> CutCheck.reply(three, cut), flaw);
  }

  @Test
  void aHeadHasAMessage() {
    isNonsense(
        () -> CutCheck.request(three, Cut.request(1, true, null)),
        "said REQUEST without a message");
    isNonsense(
        () -> CutCheck.reply(three, Cut.reply(1, true, null)), "said REPLY without a message");
  }

  @Test
  void whoWantsMoreThanIsCollectedHasToRefuse() {
    ByteBuf most = Unpooled.wrappedBuffer(new byte[MOST_UNDECIDED]);
    assertThat(CutCheck.request(most, Cut.more())).isSameAs(Cut.more());
    ByteBuf tooMuch = Unpooled.wrappedBuffer(new byte[MOST_UNDECIDED + 1]);
    assertThat(CutCheck.request(tooMuch, Cut.await())).isSameAs(Cut.await());
    isNonsense(
        () -> CutCheck.request(tooMuch, Cut.more()),
        "said MORE of 16777217 bytes (expected: to refuse)");
  }

  @Test
  void headsAndWhatPassesMayBeReplaced() {
    ByteBuf other = buffers.of("other");
    for (Cut cut : new Cut[] {Cut.request(1, true, REQUEST), Cut.pass(1)}) {
      Cut replaced = cut.replacedBy(other);
      assertThat(CutCheck.request(three, replaced)).isSameAs(replaced);
    }
    isNonsense(
        () -> CutCheck.request(three, Cut.body(1, true).replacedBy(other)),
        "replaced what it called BODY");
    Cut framing = Cut.framing(1, true).replacedBy(other);
    assertThat(CutCheck.reply(three, framing)).isSameAs(framing);
    isNonsense(
        () -> CutCheck.request(three, framing),
        "replaced framing of a request (expected: only of replies)");
    other.release();
    isNonsense(
        () -> CutCheck.request(three, Cut.pass(1).replacedBy(other)),
        "handed over bytes that it had released");
  }

  @Test
  void theEndIsPassedRefusedOrNothing() {
    Cut refused = Cut.refuse(null, "why");
    assertThat(CutCheck.end(Unpooled.EMPTY_BUFFER, Cut.nothing())).isSameAs(Cut.nothing());
    isNonsense(
        () -> CutCheck.end(three, Cut.nothing()),
        "said NOTHING of 3 bytes (expected: PASS or REFUSE)");
    assertThat(CutCheck.end(three, refused)).isSameAs(refused);
    assertThat(CutCheck.end(three, Cut.pass(3)).kind()).isEqualTo(Cut.Kind.PASS);
    isNonsense(
        () -> CutCheck.end(three, Cut.more()), "said MORE (expected: PASS, REFUSE or NOTHING)");
    isNonsense(() -> CutCheck.end(three, null), "returned null (expected: a Cut)");
    three.release();
    isNonsense(() -> CutCheck.end(three, Cut.nothing()), "released the bytes that were lent to it");
  }

  @Test
  void aRenderingIsWhole() {
    Rendering whole = Rendering.reply(three, "ok");
    assertThat(CutCheck.whole(whole)).isSameAs(whole);
    Cut refused = Cut.refuse(whole, "why");
    assertThat(CutCheck.request(three, refused)).isSameAs(refused);
    isNonsense(
        () -> CutCheck.whole(Rendering.reply(null, "ok")),
        "rendered null (expected: bytes, none at least)");
    isNonsense(
        () -> CutCheck.whole(new Rendering(buffers.of("x"), null, "ok")),
        "rendered something without an end or a label");
    isNonsense(
        () -> CutCheck.whole(Rendering.reply(buffers.of("x"), null)),
        "rendered something without an end or a label");
    three.release();
    isNonsense(() -> CutCheck.whole(whole), "handed over bytes that it had released");
    isNonsense(
        () -> CutCheck.end(Unpooled.EMPTY_BUFFER, refused),
        "handed over bytes that it had released");
  }

  @Test
  void releasesWhatIsNotCarriedOut() {
    CutCheck.release(Cut.more());
    CutCheck.release(Cut.pass(1).replacedBy(buffers.of("other")));
    CutCheck.release(Cut.refuse(Rendering.reply(three, "no"), "why"));
    CutCheck.release(Cut.refuse(Rendering.reply(three, "no"), "why"));
  }

  @Test
  void onlyRequestsAreAnsweredByTheSession() {
    Cut answered = Cut.answered(3, Rendering.reply(Unpooled.EMPTY_BUFFER, "own"));

    assertThat(CutCheck.request(three, answered)).isSameAs(answered);
    isNonsense(() -> CutCheck.reply(three, answered), "said ANSWERED (expected: only of requests)");
    isNonsense(
        () ->
            CutCheck.request(three, Cut.answered(4, Rendering.reply(Unpooled.EMPTY_BUFFER, "own"))),
        "said ANSWERED of 4 bytes (expected: 1 to 3)");
  }
}
