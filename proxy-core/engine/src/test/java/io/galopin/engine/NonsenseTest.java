package io.galopin.engine;

import static io.galopin.engine.ToxicRig.down;
import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Labeling;
import io.galopin.api.Message;
import io.galopin.api.Move;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.socket.Address;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests invalid results of plugins. Leaks show at the end of the run. */
class NonsenseTest {

  private final LogLines log = new LogLines();
  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
    log.close();
    assertThat(rig.engine.heldBytes()).isZero();
  }

  private Address echo() throws IOException {
    return rig.backend(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
  }

  @Test
  void theExchangePassesWhateverABehaviorDecides() throws IOException {
    Address backend = echo();
    Map<String, Decision> decisions = new LinkedHashMap<>();
    decisions.put("returned null", nothing());
    decisions.put("without an action", new Decision(Duration.ZERO, nothing()));
    decisions.put("a delay of", Decision.delay(Duration.ofSeconds(Long.MAX_VALUE)));
    decisions.put("Fail with null in it", Decision.fail(nothing()));
    decisions.put("Babble of -1 bytes", Decision.babble(-1));
    decisions.put("Babble of 2147483647 bytes", Decision.babble(Integer.MAX_VALUE));
    decisions.put("Insert of -1 bytes", Decision.insert(-1));
    decisions.put("Lose with null in it", Decision.act(new Action.Lose(nothing())));
    decisions.put("Truncate with null in it", Decision.act(new Action.Truncate(1, nothing())));
    for (Map.Entry<String, Decision> each : decisions.entrySet()) {
      Behavior behavior =
          new Behavior() {
            @Override
            public Decision onBeforeHandle(Exchange exchange) {
              return each.getValue();
            }
          };
      Proxy proxy = rig.open(new LineProtocol(), backend, behavior);
      try (Socket client = rig.connect(proxy)) {
        write(client, "a\n");
        assertThat(read(client, 2)).isEqualTo("a\n");
      }
      named(proxy, "behavior always failed in onBeforeHandle", each.getKey());
    }
  }

  @Test
  void bytesPassWhateverMoveAToxicMakes() throws IOException {
    Address backend = echo();
    Map<String, Function<Toxic.Place, Stage>> stages = new LinkedHashMap<>();
    stages.put("open: returned null", place -> nothing());
    stages.put("onBytes: returned null", place -> (length, arrived) -> nothing());
    stages.put("onBytes: returned null ", place -> (length, at) -> new Move(nothing(), 1, 0));
    stages.put(
        "onBytes: said again and again to wait",
        place -> (length, at) -> Move.waitUntil(place.now()));
    stages.put(
        "onBytes: said again and again to wait ",
        place -> (length, at) -> Move.waitUntil(place.now() - 1_000_000_000));
    stages.put("readAhead: returned -1", place -> stage(Move.stay(), -1));
    stages.put("onAlarm: said STAY", place -> alarmed(place, Move.stay()));
    stages.put("onAlarm: said DROP", place -> alarmed(place, Move.dropAll()));
    for (Map.Entry<String, Function<Toxic.Place, Stage>> each : stages.entrySet()) {
      Proxy proxy = rig.open(new TurnProtocol(), backend);
      proxy.setToxics(List.of(down("bad", (place, before) -> each.getValue().apply(place))));
      try (Socket client = rig.connect(proxy)) {
        write(client, "abc");
        assertThat(read(client, 3)).isEqualTo("abc");
      }
      named(proxy, "toxic test failed in ", each.getKey().strip());
    }
  }

  @Test
  void anEndThatIsDroppedPasses() throws IOException {
    Proxy proxy = rig.open(new TurnProtocol(), echo());
    proxy.setToxics(
        List.of(
            down(
                "bad",
                (place, before) ->
                    new Stage() {
                      @Override
                      public Move onBytes(int length, long arrived) {
                        return Move.passAll();
                      }

                      @Override
                      public Move onEnd(long arrived) {
                        return Move.dropAll();
                      }
                    })));
    try (Socket client = rig.connect(proxy)) {
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    named(proxy, "toxic test failed in ", "onEnd: said DROP");
  }

  @Test
  void alarmsAtOnceForEverAreNotGiven() throws IOException {
    Proxy proxy = rig.open(new TurnProtocol(), echo());
    proxy.setToxics(
        List.of(
            down(
                "bad",
                (place, before) -> {
                  place.alarmAt(place.now());
                  return new Stage() {
                    @Override
                    public Move onBytes(int length, long arrived) {
                      return Move.stay();
                    }

                    @Override
                    public Move onAlarm() {
                      place.alarmAt(place.now());
                      return Move.passAll();
                    }
                  };
                })));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      assertThat(read(client, 3)).isEqualTo("abc");
    }
    named(proxy, "toxic test failed in ", "onAlarm: asked again and again for an alarm");
  }

  private static Stage stage(Move move, long readAhead) {
    return new Stage() {
      @Override
      public Move onBytes(int length, long arrived) {
        return move;
      }

      @Override
      public long readAhead() {
        return readAhead;
      }
    };
  }

  private static Stage alarmed(Toxic.Place place, Move move) {
    place.alarmAt(place.now() + 20_000_000);
    return new Stage() {
      @Override
      public Move onBytes(int length, long arrived) {
        return Move.stay();
      }

      @Override
      public Move onAlarm() {
        return move;
      }
    };
  }

  @Test
  void theConnectionIsResetWhateverCutASessionMakes() throws IOException {
    Request request = () -> "test";
    Map<String, Function<ByteBuf, Cut>> cuts = new LinkedHashMap<>();
    cuts.put("returned null (expected: a Cut)", in -> nothing());
    cuts.put("said NOTHING (expected: only at an end)", in -> Cut.nothing());
    cuts.put("said REQUEST of 0 bytes", in -> Cut.request(0, true, request));
    cuts.put("said REQUEST of -1 bytes", in -> Cut.request(-1, true, request));
    cuts.put("said REQUEST of 3 bytes", in -> Cut.request(3, true, request));
    cuts.put("said REQUEST without a message", in -> Cut.request(2, true, nothing()));
    cuts.put("said REPLY (expected: only of replies)", in -> Cut.reply(2, true, () -> "test"));
    cuts.put("said BODY of 3 bytes", in -> Cut.body(3, true));
    cuts.put("said BODY of a request before its head", in -> Cut.body(1, true));
    cuts.put("said PASS of 0 bytes", in -> Cut.pass(0));
    cuts.put("said UNANSWERED", in -> Cut.unanswered());
    cuts.put(
        "replaced what it called BODY", in -> Cut.body(1, true).replacedBy(in.alloc().buffer()));
    cuts.put("rendered null", in -> Cut.refuse(Rendering.reply(nothing(), "x"), "x"));
    cuts.put(
        "without an end or a label",
        in -> Cut.refuse(new Rendering(in.alloc().buffer(), nothing(), "x"), "x"));
    cuts.put("moved the indices", in -> Cut.pass(in.skipBytes(1).readableBytes()));
    cuts.put(
        "released the bytes",
        in -> {
          in.release();
          return Cut.more();
        });
    for (Map.Entry<String, Function<ByteBuf, Cut>> each : cuts.entrySet()) {
      Proxy proxy = rig.open(session(new LineProtocol(), each.getValue()), echo());
      isReset(proxy);
      named(proxy, "protocol test failed in ", each.getKey());
    }
  }

  /** Whose requests are cut so. */
  private static Protocol session(Protocol sound, Function<ByteBuf, Cut> cut) {
    return pairing ->
        new Answering(sound.open(pairing)) {
          @Override
          public Cut cutRequest(ByteBuf in) {
            return cut.apply(in);
          }
        };
  }

  @Test
  void theConnectionIsResetWhereASessionGivesWhatIsNone() throws IOException {
    Map<String, Function<Session, Session>> sessions = new LinkedHashMap<>();
    sessions.put("render: returned null", sound -> rendering(sound, nothing()));
    sessions.put(
        "render: rendered null", sound -> rendering(sound, Rendering.reply(nothing(), "")));
    sessions.put(
        "attribute: gave a java.lang.Integer for line",
        sound ->
            new Answering(sound) {
              @Override
              public @Nullable Object attribute(
                  Attribute of, String name, Message message, ByteBuf head) {
                return 1;
              }
            });
    for (Map.Entry<String, Function<Session, Session>> each : sessions.entrySet()) {
      Proxy proxy =
          rig.open(
              pairing -> each.getValue().apply(new LineProtocol().open(pairing)),
              echo(),
              Unsound.whenLineIs("a", Unsound.failing()),
              Limits.defaults());
      isReset(proxy);
      named(proxy, "protocol test failed in ", each.getKey());
    }
    Proxy none = rig.open(pairing -> nothing(), echo());
    isReset(none);
    named(none, "protocol test failed in ", "open: returned null");
  }

  private static Session rendering(Session sound, Rendering rendering) {
    return new Answering(sound) {
      @Override
      public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
        return rendering;
      }
    };
  }

  @Test
  void aLabelOfAnyLengthIsShortInTheJournal() throws IOException {
    Protocol talkative =
        pairing ->
            new Answering(new LineProtocol().open(pairing)) {
              @Override
              public String label(Message message, ByteBuf head) {
                return "x".repeat(1_000_000);
              }
            };
    Proxy proxy = rig.open(talkative, echo(), Unsound.failing());
    try (Socket client = rig.connect(proxy)) {
      write(client, "a\n");
      assertThat(read(client, 5)).isEqualTo("ERROR");
    }
    assertThat(rig.engine.journal().after(0, 10))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.request()).hasSizeLessThan(10_000));
  }

  /** Another's session, but for what is changed. */
  private static class Answering implements Session, Attributing, Labeling {
    private final Session sound;

    Answering(Session sound) {
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
    public @Nullable Object attribute(Attribute of, String name, Message message, ByteBuf head) {
      return ((Attributing) sound).attribute(of, name, message, head);
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return sound.render(failure, exchange, allocator);
    }
  }

  private void isReset(Proxy proxy) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      assertThatThrownBy(
              () -> {
                write(client, "a\n");
                client.getInputStream().readAllBytes();
              })
          .isInstanceOf(SocketException.class);
    }
    await().until(() -> proxy.connections() == 0);
  }

  private void named(Proxy proxy, String who, String what) {
    await()
        .untilAsserted(
            () ->
                assertThat(rig.engine.journal().after(0, 1000))
                    .filteredOn(entry -> entry.proxy().equals(proxy.spec().name()))
                    .filteredOn(entry -> entry.origin() == Journal.Origin.PROXY)
                    .hasSize(1)
                    .allSatisfy(
                        entry -> assertThat(entry.decision()).startsWith(who).contains(what)));
  }

  /** Null, where none is allowed. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
