package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Pairing;
import io.galopin.api.Request;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.rule.Draws;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.testbed.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how requests and replies are paired. */
class ExchangesTest {

  private final VirtualTime time = new VirtualTime();
  private final HeldMemory memory = new HeldMemory(1 << 20, 1 << 20);
  private final Owner owner = new Owner();
  private final ConnectionFacts facts =
      new ConnectionFacts("web", 1, null, time.loop(), 0, Draws.of(1, "web"), memory);
  private final Exchanges exchanges =
      new Exchanges(facts, ProxyMeter.NONE, owner, new BehaviorStates());
  private final Pairing pairing = new ExchangePairing(exchanges, new Address("backend", 80));

  @BeforeEach
  void wire() {
    Desk desk = new VirtualDesk().desk;
    exchanges.use(desk.session(), desk.answers(), desk.tracer());
  }

  private static final class Owner implements ExchangeOwner {
    private int begun;

    @Override
    public RuleSet rules() {
      return RuleSet.none();
    }

    @Override
    public @Nullable Identities identities() {
      return null;
    }

    @Override
    public void exchange() {
      begun++;
    }

    @Override
    public ExchangeListeners listeners() {
      return new ExchangeListeners();
    }

    @Override
    public void beginsWithTls(long nanoTime) {}

    @Override
    public void encrypted(String wayOut) {}
  }

  private record Line(String label, boolean expectsReply) implements Request {}

  private ActiveExchange begin(String label) {
    return exchanges.begin(new Line(label, true));
  }

  private ActiveExchange forwarded(String label) {
    ActiveExchange exchange = begin(label);
    exchange.requestCourse().came(true);
    forward(exchange);
    return exchange;
  }

  private void forward(ActiveExchange exchange) {
    exchange.requestCourse().forward();
    exchanges.decided(exchange);
  }

  @Test
  void aRequestWithoutReplyThatIsDecidedLateTakesNoLaterOneForATurn() {
    ActiveExchange silent = exchanges.begin(new Line("set quietly", false));
    silent.requestCourse().came(true);
    ActiveExchange later = begin("set in pieces");
    later.requestCourse().came(false);

    forward(silent);
    forward(later);

    assertThat(exchanges.atBackend()).isSameAs(later);
  }

  private void withhold(ActiveExchange exchange) {
    exchange.requestCourse().withhold();
    exchanges.decided(exchange);
  }

  @Test
  void theNextByteOfTheBackendBelongsToTheOldestThatWentThere() {
    ActiveExchange first = forwarded("a");
    ActiveExchange second = forwarded("b");
    assertThat(pairing.answered()).isSameAs(first.request());
    assertThat(exchanges.newest()).isSameAs(second);

    exchanges.replied();
    assertThat(exchanges.atBackend()).isSameAs(second);
    exchanges.replied();

    assertThat(pairing.answered()).isNull();
    assertThat(owner.begun).isEqualTo(2);
  }

  @Test
  void whatIsNotDecidedHasNoByteOfTheBackend() {
    ActiveExchange first = begin("a");
    assertThat(pairing.answered()).isNull();

    withhold(first);

    assertThat(pairing.answered()).isNull();
  }

  @Test
  void isSettledWhenAllThatCameAre() {
    assertThat(pairing.settled()).isTrue();
    ActiveExchange first = begin("a");
    ActiveExchange second = begin("b");

    forward(first);
    assertThat(pairing.settled()).isFalse();
    withhold(second);

    assertThat(pairing.settled()).isTrue();
  }

  @Test
  void isNotSettledWhileOneWaitsThatExpectsNoReply() {
    ActiveExchange silent = exchanges.begin(new Line("off", false));
    assertThat(pairing.settled()).isFalse();

    forward(silent);

    assertThat(pairing.settled()).isTrue();
    assertThat(pairing.answered()).isNull();
  }

  @Test
  void aTurnEndsWhenTheNextOneBegins() {
    ActiveExchange turn = begin("turn");
    forward(turn);

    ActiveExchange next = forwarded("next");

    assertThat(exchanges.atBackend()).isSameAs(next);
  }

  @Test
  void manyThatWaitAreWeighed() {
    for (int i = 0; i < 100; i++) {
      forwarded("a");
    }
    assertThat(memory.held()).isPositive().isEqualTo(exchanges.pinned());

    exchanges.close();

    assertThat(memory.held()).isZero();
  }

  @Test
  void isAtRestWhenNothingIsLeftOfWhatWasSeen() {
    assertThat(exchanges.atRest()).isTrue();
    ActiveExchange exchange = forwarded("a");
    assertThat(exchanges.atRest()).isFalse();

    exchange.replyCourse().forwarded();
    assertThat(pairing.replyForwarded()).isTrue();
    exchanges.replied();

    assertThat(exchanges.atRest()).isTrue();
  }
}
