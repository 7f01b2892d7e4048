package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Toxic;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole connection, without a network. */
class ConnectionTest {

  private final VirtualTime time = new VirtualTime();
  private final Wire atClient = new Wire();
  private final Wire atBackend = new Wire();
  private final VirtualSocket client = VirtualSocket.accepted(time.loop()).tell(atClient);
  private final List<VirtualSocket> dialled = new ArrayList<>();
  private VirtualProxy proxy = new VirtualProxy(new LineProtocol());
  private boolean gone;

  private Connection start() {
    proxy.network = proxy.network.andThen(dialled::add);
    Connection connection = new Connection(proxy, 1, client, ended -> gone = true);
    connection.start();
    time.run();
    return connection;
  }

  private void clientSays(String text) {
    client.say(Wire.bytes(text));
    time.run();
  }

  private void backendSays(String text) {
    backend().say(Wire.bytes(text));
    time.run();
  }

  private VirtualSocket backend() {
    return dialled.get(0).tell(atBackend);
  }

  private Connection startConnected() {
    Connection connection = start();
    backend();
    return connection;
  }

  @AfterEach
  void leavesNothingBehind() {
    assertThat(gone).isTrue();
    assertThat(proxy.memory().held()).isZero();
    assertThat(time.hasTimers()).isFalse();
  }

  @Test
  void carriesRequestsRepliesAndTheEndOfEachSide() {
    startConnected();
    clientSays("a\nPUT 3\n12");
    assertThat(atBackend).hasToString("a\nPUT 3\n12");
    clientSays("3");
    client.peerEnds();
    time.run();
    assertThat(atBackend).hasToString("a\nPUT 3\n123|");
    assertThat(gone).isFalse();

    backendSays("1\n2\n");
    backend().peerEnds();
    time.run();

    assertThat(atClient).hasToString("1\n2\n|");
    assertThat(proxy.told).containsExactly("connected", "exchange", "exchange");
  }

  @Test
  void whatIsSaidBeforeTheBackendIsThereGoesThen() {
    proxy.network = socket -> {};
    start();
    clientSays("a\n");
    client.peerEnds();
    time.run();

    dialled.get(0).tell(atBackend).connected();
    time.run();
    assertThat(atBackend).hasToString("a\n|");

    backend().peerEnds();
    time.run();
  }

  @Test
  void tellsWhoWaitsThatThereIsNoBackend() {
    proxy.network = socket -> {};
    start();
    clientSays("a\n");

    dialled.get(0).refuse(new IOException("Connection refused"));
    time.run();

    assertThat(atClient).hasToString("TROUBLE UNREACHABLE\n|");
    assertThat(proxy.told).containsExactly("exchange", "not connected");
    client.peerEnds();
    time.run();
  }

  @Test
  void closesAfterABackendThatTakesTooLong() {
    proxy.network = socket -> {};
    start();
    clientSays("a\n");

    time.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(atClient).hasToString("");
    time.advance(Duration.ofMillis(1));

    assertThat(atClient).hasToString("TROUBLE TIMEOUT\n|");
    time.advance(Duration.ofSeconds(2));
  }

  @Test
  void resetsTheBackendWhenTheClientBreaks() {
    startConnected();
    clientSays("a\n");

    client.peerResets();
    time.run();

    assertThat(atBackend).hasToString("a\n!");
  }

  @Test
  void resetsTheBackendWhenTheClientBreaksWithinARequest() {
    startConnected();
    clientSays("PUT 3\n1");

    client.peerResets();
    time.run();

    assertThat(atBackend).hasToString("PUT 3\n1!");
  }

  @Test
  void deliversWhatTheBackendSaidBeforeItBroke() {
    startConnected();
    clientSays("a\n");
    backendSays("1\n");

    backend().peerResets();
    time.advance(Duration.ofSeconds(1));

    assertThat(atClient).hasToString("1\n!");
  }

  @Test
  void failsARequestInItsTurn() {
    Behavior fails =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.request().label().equals("b")
                ? Decision.fail(Failure.ERROR)
                : Decision.pass();
          }
        };
    proxy.rules = RuleSet.of(Mix.of(Map.of("fails", BigDecimal.valueOf(100)), same -> fails));
    Connection connection = startConnected();

    clientSays("a\nb\nc\n");
    assertThat(atBackend).hasToString("a\nc\n");
    backendSays("1\n");
    assertThat(atClient).hasToString("1\nERROR b\n");
    backendSays("3\n");

    assertThat(atClient).hasToString("1\nERROR b\n3\n");
    connection.drop();
    time.run();
  }

  @Test
  void anInterruptThatAPluginLeavesBehindIsForgotten() {
    Behavior interrupts =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            Thread.currentThread().interrupt();
            return Decision.pass();
          }
        };
    proxy.rules = RuleSet.of(Mix.of(Map.of("bad", BigDecimal.valueOf(100)), same -> interrupts));
    Connection connection = startConnected();

    clientSays("a\n");

    assertThat(Thread.interrupted()).isFalse();
    assertThat(atBackend).hasToString("a\n");
    connection.drop();
    time.run();
  }

  @Test
  void aToxicHoldsBytesToTheNanosecond() {
    Toxic late = (place, before) -> (length, arrived) -> late(place, arrived);
    ToxicSpec toxic =
        new ToxicSpec(
            "late",
            new Made<>("latency", Options.defaults(List.of()), late),
            Direction.UPSTREAM,
            1,
            Scope.all());
    toxic.scope().start(0);
    proxy.toxics = List.of(toxic);
    Connection connection = startConnected();

    clientSays("a\n");
    time.advance(Duration.ofMillis(5).minusNanos(1));
    assertThat(atBackend).hasToString("");
    time.advance(Duration.ofNanos(1));

    assertThat(atBackend).hasToString("a\n");
    connection.drop();
    time.run();
  }

  private static Move late(Toxic.Place place, long arrived) {
    long due = arrived + Duration.ofMillis(5).toNanos();
    return place.now() - due < 0 ? Move.waitUntil(due) : Move.passAll();
  }

  @Test
  void aPeerThatTakesNothingStopsTheOther() {
    Connection connection = startConnected();
    backend().room(0);
    String request = "PUT 100000\n" + "x".repeat(100_000);
    for (int i = 0; i < 100; i++) {
      clientSays(request);
    }
    assertThat(client.config().isAutoRead()).isFalse();
    assertThat(proxy.memory().held()).isPositive().isLessThan(2 << 20);

    backend().room(Long.MAX_VALUE);
    time.run();

    assertThat(atBackend.toString()).hasSize(100 * request.length());
    assertThat(client.config().isAutoRead()).isTrue();
    connection.drop();
    time.run();
  }

  @Test
  void closesWhenNothingMoves() {
    proxy.idleTimeout = Optional.of(Duration.ofSeconds(30));
    startConnected();
    time.advance(Duration.ofSeconds(20));
    clientSays("a\n");
    time.advance(Duration.ofSeconds(30).minusNanos(1));
    assertThat(atClient).hasToString("");

    time.advance(Duration.ofNanos(1));

    assertThat(atClient).hasToString("|");
    time.advance(Duration.ofSeconds(2));
  }

  @Test
  void givesTheFarewellOfARefusalInItsTurn() {
    startConnected();
    clientSays("a\n?\nb\n");
    assertThat(atBackend).hasToString("a\n");
    assertThat(atClient).hasToString("");

    backendSays("1\n");

    assertThat(atClient).hasToString("1\nREFUSED\n|");
    assertThat(proxy.told).contains("refused upstream: a question");
    time.advance(Duration.ofSeconds(2));
  }

  /** Waits with each request for what the backend says first. */
  private static final class Waiting implements Protocol, Session {
    @Override
    public Session open(Pairing pairing) {
      return this;
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      return Cut.await();
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return Cut.pass(in.readableBytes());
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      throw new IllegalStateException("there is no exchange");
    }
  }

  @Test
  void whatWaitsForABackendThatHasEndedIsPassedAtTheEnd() {
    proxy = new VirtualProxy(new Waiting());
    startConnected();
    clientSays("a");
    client.peerEnds();
    time.run();
    assertThat(atBackend).hasToString("");

    backend().peerEnds();
    time.run();

    assertThat(atBackend).hasToString("a|");
    assertThat(atClient).hasToString("|");
  }

  @Test
  void whatWaitsGoesWhenTheClientEndsAfterTheBackend() {
    proxy = new VirtualProxy(new Waiting());
    startConnected();
    clientSays("a");
    backend().peerEnds();
    time.run();
    assertThat(atBackend).hasToString("");

    client.peerEnds();
    time.run();

    assertThat(atBackend).hasToString("a|");
  }

  @Test
  void aSessionThatCannotBeOpenedIsAReset() {
    proxy =
        new VirtualProxy(
            pairing -> {
              throw new IllegalStateException("not today");
            });
    start();
    time.advance(Duration.ofMillis(300));

    assertThat(atClient).hasToString("!");
    assertThat(dialled).isEmpty();
  }
}
