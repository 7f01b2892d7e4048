package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Probing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Rewriting;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.engine.journal.Journal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sessions that hand over bytes that were only lent to them, or lose some. That nothing leaks and
 * nothing is released twice is seen at the end of the run.
 */
class LentBytesTest {

  private static final Request REQUEST = () -> "test";

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
    assertThat(rig.engine.heldBytes()).isZero();
  }

  private Proxy open(UnaryOperator<Session> changed, Decision decision) throws IOException {
    Protocol protocol = pairing -> changed.apply(new LineProtocol().open(pairing));
    return rig.open(
        protocol,
        rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream())),
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return decision;
          }
        });
  }

  @Test
  void theConnectionIsResetWhereASessionHandsOverWhatWasLent() throws IOException {
    Map<String, Function<ByteBuf, Cut>> cuts = new LinkedHashMap<>();
    cuts.put("the bytes", in -> request().replacedBy(in));
    cuts.put("a view", in -> request().replacedBy(in.slice(0, 2)));
    cuts.put("a view of a view", in -> request().replacedBy(in.duplicate().slice(0, 2)));
    cuts.put("that pass", in -> Cut.pass(1).replacedBy(in.slice(0, 1)));
    cuts.put("to refuse", in -> Cut.refuse(Rendering.lastReply(in.slice(), "x"), "x"));
    for (Map.Entry<String, Function<ByteBuf, Cut>> each : cuts.entrySet()) {
      Proxy proxy = open(sound -> new Cutting(sound, each.getValue()), Decision.pass());
      isReset(proxy, "a\n");
      named(proxy, "cutRequest: handed over bytes that were lent to it");
    }
  }

  @Test
  void whatItRetainedPasses() throws IOException {
    Map<String, BiFunction<ByteBuf, Integer, ByteBuf>> views = new LinkedHashMap<>();
    views.put("a slice", (in, length) -> in.retainedSlice(in.readerIndex(), length));
    views.put("retained first", (in, length) -> in.retain().slice(in.readerIndex(), length));
    views.put("a copy", (in, length) -> in.copy(in.readerIndex(), length));
    for (BiFunction<ByteBuf, Integer, ByteBuf> view : views.values()) {
      Proxy proxy =
          open(
              sound -> new Cutting(sound, in -> request().replacedBy(view.apply(in, 2))),
              Decision.pass());
      try (Socket client = rig.connect(proxy)) {
        client.getOutputStream().write("a\nb\nc\n".getBytes(US_ASCII));
        assertThat(client.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("a\nb\nc\n");
      }
    }
  }

  @Test
  void anEndLosesNothing() throws IOException {
    Map<String, Function<ByteBuf, Cut>> ends = new LinkedHashMap<>();
    ends.put("said NOTHING of 3 bytes", rest -> Cut.nothing());
    ends.put("moved the indices", rest -> Cut.pass(rest.skipBytes(1).readableBytes()));
    ends.put("handed over bytes", rest -> Cut.pass(3).replacedBy(rest.slice()));
    ends.put("said REFUSE without a reason", rest -> Cut.refuse(null, nothing()));
    for (Map.Entry<String, Function<ByteBuf, Cut>> each : ends.entrySet()) {
      Proxy proxy = open(sound -> new Ending(sound, each.getValue()), Decision.pass());
      try (Socket client = rig.connect(proxy)) {
        client.getOutputStream().write("abc".getBytes(US_ASCII));
        client.shutdownOutput();
        named(proxy, "endRequests: " + each.getKey());
      }
    }
  }

  @Test
  void aHeadThatIsRewrittenIsNotTheOneThatWasLent() throws IOException {
    Proxy proxy =
        open(
            sound ->
                new Rewriter(sound) {
                  @Override
                  public ByteBuf rewrite(
                      Message message,
                      ByteBuf head,
                      Map<String, String> values,
                      ByteBufAllocator allocator) {
                    return head.slice();
                  }
                },
            Decision.act(new Action.Rewrite(Map.of("reply", "x"))));
    isReset(proxy, "a\n");
    named(proxy, "rewrite: handed over bytes that were lent to it");
  }

  @Test
  void whatTheBackendGetsInsteadIsNotEmpty() throws IOException {
    Proxy substitute = open(Empty::new, Decision.fail(Failure.ERROR));
    isReset(substitute, "a\n");
    named(substitute, "substitute: returned no bytes");
  }

  /** Null, where none is allowed. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  private static Cut request() {
    return Cut.request(2, true, REQUEST);
  }

  private void isReset(Proxy proxy, String request) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      assertThatThrownBy(
              () -> {
                client.getOutputStream().write(request.getBytes(US_ASCII));
                client.getInputStream().readAllBytes();
              })
          .isInstanceOf(SocketException.class);
    }
    await().until(() -> proxy.connections() == 0);
  }

  private void named(Proxy proxy, String what) {
    await()
        .untilAsserted(
            () ->
                assertThat(rig.engine.journal().after(0, 1000))
                    .filteredOn(entry -> entry.proxy().equals(proxy.spec().name()))
                    .filteredOn(entry -> entry.origin() == Journal.Origin.PROXY)
                    .hasSize(1)
                    .allSatisfy(
                        entry ->
                            assertThat(entry.decision())
                                .startsWith("protocol test failed in ")
                                .contains(what)));
  }

  /** Another's session. */
  private static class Same implements Session {
    private final Session sound;

    Same(Session sound) {
      this.sound = sound;
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      return sound.cutRequest(in);
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return sound.cutReply(in);
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return sound.render(failure, exchange, allocator);
    }
  }

  private static final class Cutting extends Same {
    private final Function<ByteBuf, Cut> cut;

    Cutting(Session sound, Function<ByteBuf, Cut> cut) {
      super(sound);
      this.cut = cut;
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      return cut.apply(in);
    }
  }

  private static final class Ending extends Same {
    private final Function<ByteBuf, Cut> end;

    Ending(Session sound, Function<ByteBuf, Cut> end) {
      super(sound);
      this.end = end;
    }

    @Override
    public Cut endRequests(ByteBuf rest) {
      return end.apply(rest);
    }
  }

  private abstract static class Rewriter extends Same implements Rewriting {
    Rewriter(Session sound) {
      super(sound);
    }
  }

  private static final class Empty extends Same implements Substituting, Probing {
    Empty(Session sound) {
      super(sound);
    }

    @Override
    public @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator) {
      return Unpooled.EMPTY_BUFFER;
    }

    @Override
    public ByteBuf probe(ByteBufAllocator allocator) {
      return Unpooled.EMPTY_BUFFER;
    }
  }
}
