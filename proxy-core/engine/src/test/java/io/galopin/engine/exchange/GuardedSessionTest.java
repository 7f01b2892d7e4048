package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.galopin.engine.rule.Made;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedSessionTest {

  private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;
  private static final Request REQUEST = () -> "a";
  private static final Trouble TROUBLE = new Trouble(Trouble.Kind.TIMEOUT, "too late");

  private final Buffers buffers = new Buffers();
  private final VirtualDesk desk = new VirtualDesk();
  private final FirmSession session = new FirmSession();
  private final GuardedSession guarded = open();
  private final ByteBuf three = buffers.of("abc");

  private GuardedSession open() {
    return SessionStart.open(
        List.of(Made.of("firm", session)),
        desk.pairing(),
        desk.connection.recorder,
        wayOut -> {},
        () -> {});
  }

  @AfterEach
  void releasesAll() {
    if (three.refCnt() > 0) {
      three.release();
    }
    buffers.checkReleased();
  }

  private static void fails(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(PluginFailure.class)
        .hasMessage("protocol firm failed in " + message);
  }

  private Exchange exchange() {
    return desk.exchange("a");
  }

  @Test
  void givesWhatTheSessionAnswers() {
    session.cut = Cut.pass(3);
    assertThat(guarded.cutRequest(three)).isSameAs(session.cut);
    assertThat(guarded.cutReply(three)).isSameAs(session.cut);
    session.end = Cut.pass(3);
    assertThat(guarded.endRequests(three)).isSameAs(session.end);
    assertThat(guarded.endReplies(three)).isSameAs(session.end);
    session.rendering = Rendering.reply(three, "no");
    assertThat(guarded.render(Failure.ERROR, exchange(), ALLOCATOR)).isSameAs(session.rendering);
    assertThat(guarded.telling().tell(TROUBLE, REQUEST, ALLOCATOR)).isSameAs(session.rendering);
    session.bytes = three;
    assertThat(guarded.probe(ALLOCATOR)).isSameAs(three);
    assertThat(guarded.substitute(REQUEST, Failure.ERROR, ALLOCATOR)).isSameAs(three);
    assertThat(guarded.usable()).isTrue();
    assertThat(guarded.optional()).isTrue();
    assertThat(guarded.acceptsInsertion()).isTrue();
    session.agrees = false;
    assertThat(guarded.optional()).isFalse();
    assertThat(guarded.acceptsInsertion()).isFalse();
    assertThat(guarded.telling().isPossible()).isTrue();
    guarded.close();
    assertThat(session.closed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cutRequest",
        "cutReply",
        "endRequests",
        "endReplies",
        "probe",
        "substitute",
        "render",
        "tell"
      })
  void whateverIsThrownNamesTheProtocol(String method) {
    session.fails = method;
    fails(call(method), method + ": java.lang.AssertionError: on purpose");
  }

  private ThrowingCallable call(String method) {
    return Map.<String, ThrowingCallable>of(
            "cutRequest", () -> guarded.cutRequest(three),
            "cutReply", () -> guarded.cutReply(three),
            "endRequests", () -> guarded.endRequests(three),
            "endReplies", () -> guarded.endReplies(three),
            "probe", () -> guarded.probe(ALLOCATOR),
            "substitute", () -> guarded.substitute(REQUEST, Failure.ERROR, ALLOCATOR),
            "render", () -> guarded.render(Failure.ERROR, exchange(), ALLOCATOR),
            "tell", () -> guarded.telling().tell(TROUBLE, REQUEST, ALLOCATOR))
        .get(method);
  }

  @Test
  void anAnswerThatIsNotCarriedOutIsReleased() {
    for (Supplier<Cut> method :
        List.<Supplier<Cut>>of(() -> guarded.cutRequest(three), () -> guarded.cutReply(three))) {
      session.cut = Cut.body(1, true).replacedBy(buffers.of("other"));
      fails(
          method::get,
          (session.lent.isEmpty() ? "cutRequest" : "cutReply") + ": replaced what it called BODY");
    }
    session.end = Cut.body(1, true).replacedBy(buffers.of("other"));
    fails(
        () -> guarded.endRequests(three),
        "endRequests: said BODY (expected: PASS, REFUSE or NOTHING)");
    session.end = Cut.body(1, true).replacedBy(buffers.of("other"));
    fails(
        () -> guarded.endReplies(three),
        "endReplies: said BODY (expected: PASS, REFUSE or NOTHING)");
  }

  @Test
  void bytesAreOnlyLentToIt() {
    session.abuse = ByteBuf::readByte;
    fails(
        () -> guarded.cutRequest(three),
        "cutRequest: moved the indices of the bytes that were lent to it");
    fails(
        () -> guarded.cutReply(three),
        "cutReply: moved the indices of the bytes that were lent to it");
    assertThat(session.lent).containsExactly("abc", "abc");
  }

  @Test
  void handsOverNoBytesThatItHasReleased() {
    ByteBuf released = buffers.of("x");
    released.release();
    session.bytes = released;
    session.rendering = Rendering.reply(released, "no");
    String flaw = ": handed over bytes that it had released";
    fails(() -> guarded.probe(ALLOCATOR), "probe" + flaw);
    fails(() -> guarded.substitute(REQUEST, Failure.ERROR, ALLOCATOR), "substitute" + flaw);
    fails(() -> guarded.render(Failure.ERROR, exchange(), ALLOCATOR), "render" + flaw);
    fails(() -> guarded.telling().tell(TROUBLE, REQUEST, ALLOCATOR), "tell" + flaw);
  }

  @Test
  void aFailureIsAlwaysRenderedAndTroubleIsNot() {
    fails(
        () -> guarded.render(Failure.ERROR, exchange(), ALLOCATOR),
        "render: returned null (expected: a rendering of error)");
    assertThat(guarded.telling().tell(TROUBLE, REQUEST, ALLOCATOR)).isNull();
  }

  @Test
  void whatAPluginWithinItFailedWithKeepsItsName() {
    PluginFailure named = new PluginFailure("toxic", "x", "y", new AssertionError());
    session.abuse =
        bytes -> {
          throw named;
        };
    assertThatThrownBy(() -> guarded.cutReply(three)).isSameAs(named);
  }

  @Test
  void isNotUsableWhenItCannotBeOpened() {
    session.fails = "open";
    assertThat(open().usable()).isFalse();
    session.fails = "";
    session.opened = null;
    GuardedSession unopened = open();
    assertThat(unopened.usable()).isFalse();
    unopened.close();

    assertThat(desk.connection.entries())
        .containsExactly(
            "protocol firm failed in open: java.lang.AssertionError: on purpose;"
                + " the connection is reset",
            "protocol firm failed in open: returned null (expected: a session);"
                + " the connection is reset");
    fails(
        () -> unopened.cutRequest(three),
        "cutRequest: java.lang.IllegalStateException: a connection without a session goes on");
  }

  @Test
  void goesOnWithTheCarefulAnswerWhenAQuestionFails() {
    session.fails = "optional";
    assertThat(guarded.optional()).isFalse();
    session.fails = "acceptsInsertion";
    assertThat(guarded.acceptsInsertion()).isFalse();
    session.fails = "close";
    guarded.close();
    assertThat(desk.connection.entries())
        .extracting(entry -> entry.substring(entry.indexOf(';')))
        .containsExactly(
            "; its bytes are watched",
            "; nothing is put into replies",
            "; the connection has ended all the same");
  }

  /** Implements only what every session must. */
  private static final class Plain implements Session {
    @Override
    public Cut cutRequest(ByteBuf in) {
      return Cut.more();
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return Cut.more();
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return Rendering.reset();
    }
  }

  @Test
  void asksNothingThatTheSessionCannotDo() {
    session.opened = new Plain();
    GuardedSession plain = open();
    assertThat(plain.telling().isPossible()).isFalse();
    assertThat(plain.telling().tell(TROUBLE, REQUEST, ALLOCATOR)).isNull();
    assertThat(plain.probe(ALLOCATOR)).isNull();
    assertThat(plain.substitute(REQUEST, Failure.ERROR, ALLOCATOR)).isNull();
    assertThat(plain.heads().label(REQUEST, three)).isEqualTo("a");
    assertThat(plain.heads().unabridged(REQUEST, three)).isNull();
    assertThat(plain.heads().rewrite(REQUEST, three, Map.of(), ALLOCATOR)).isNull();
  }
}
