package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

class SpeakerTest {

  private final VirtualDesk desk = new VirtualDesk();
  private final FirmSession session = new FirmSession();

  private Speaker open() {
    return Speaker.open(Made.of("firm", session), desk.pairing(), desk.connection.recorder);
  }

  /** A session that can only do what every session must. */
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
  void looksUpWhatItsSessionCanDo() {
    Speaker able = open();
    assertThat(able.session()).isSameAs(session);
    assertThat(able.probing()).isSameAs(session);
    assertThat(able.substituting()).isSameAs(session);
    assertThat(able.withholding()).isSameAs(session);
    assertThat(able.telling()).isSameAs(session);
    assertThat(able.greeted()).isNull();
    assertThat(able.noticing()).isNull();

    session.opened = new Plain();
    Speaker plain = open();
    assertThat(plain.session()).isSameAs(session.opened);
    assertThat(plain.probing()).isNull();
    assertThat(plain.substituting()).isNull();
    assertThat(plain.withholding()).isNull();
    assertThat(plain.telling()).isNull();
  }

  @Test
  void aProtocolThatCannotOpenASessionIsNamed() {
    session.opened = null;
    assertThatThrownBy(this::open)
        .isInstanceOf(PluginFailure.class)
        .hasMessage("protocol firm failed in open: returned null (expected: a session)");
    session.fails = "open";
    assertThatThrownBy(this::open)
        .isInstanceOf(PluginFailure.class)
        .hasMessage("protocol firm failed in open: java.lang.AssertionError: on purpose");
  }

  /** Otherwise a failure would be that of the one who passed it on. */
  @Test
  void aFailureThatHasAPluginKeepsIt() {
    PluginFailure other = new PluginFailure("behavior", "b", "onBeforeHandle", new Error("no"));
    assertThat(open().failure("cutRequest", other)).isSameAs(other);
    assertThat(open().failure("cutRequest", new Error("no")))
        .hasMessage("protocol firm failed in cutRequest: java.lang.Error: no");
  }

  @Test
  void whatFailsInClosingIsOnTheRecord() {
    session.fails = "close";
    open().close(desk.connection.recorder);
    assertThat(session.closed).isTrue();
    assertThat(desk.connection.entries())
        .containsExactly(
            "protocol firm failed in close: java.lang.AssertionError: on purpose;"
                + " the connection has ended all the same");
  }

  @Test
  void oneWithoutASessionClosesNothing() {
    Speaker.of("firm", session, null, desk.connection.recorder).close(desk.connection.recorder);
    assertThat(session.closed).isFalse();
    assertThat(desk.connection.entries()).isEmpty();
  }
}
