package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Exchange;
import io.galopin.api.Reply;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.Identities.Identity;
import io.galopin.engine.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ActiveExchangeTest {

  private static final Reply REPLY = () -> "reply";

  private final FirmSession session = new FirmSession();
  private final VirtualDesk desk = new VirtualDesk(session);
  private final Deciding behavior = new Deciding();

  private double draw(String purpose, long exchange) {
    return desk.connection.draws.number(3, purpose, exchange);
  }

  @Test
  void isUntouchedWithoutARule() {
    ActiveExchange exchange = desk.exchange("a");
    assertThat(exchange.touched()).isFalse();
    assertThat(exchange.firings()).isNull();
    assertThat(exchange.before()).isSameAs(Verdict.PASS);
    assertThat(exchange.between()).isSameAs(Verdict.PASS);
    assertThat(exchange.after(REPLY)).isSameAs(Verdict.PASS);
    assertThat(exchange.reply()).isSameAs(REPLY);
    assertThat(exchange.draw("x")).isEqualTo(draw("x", 1));
  }

  @Test
  void hasItsPlace() {
    desk.exchange("a");
    ActiveExchange exchange = desk.exchange("b");
    assertThat(exchange.connection()).isEqualTo(3);
    assertThat(exchange.ordinal()).isEqualTo(2);
    assertThat(exchange.identity()).isEmpty();
    assertThat(exchange.acceptsInsertion()).isTrue();
  }

  @Test
  void hasTheLabelOfItsRequestUntilItIsGivenOne() {
    ActiveExchange exchange = desk.exchange("a");
    assertThat(exchange.label()).isEqualTo("a");
    exchange.label("GET /…", null);
    assertThat(exchange.label()).isEqualTo("GET /…");
    assertThat(exchange.digest()).isEmpty();
    exchange.label("GET /…", "GET /secret");
    assertThat(exchange.digest()).isEqualTo(desk.connection.draws.digest("GET /secret"));
  }

  @Test
  void drawsAreThoseOfTheRuleThatIsAsked() {
    ActiveExchange exchange = desk.exchange("a", behavior);
    List<Double> drawn = new ArrayList<>();
    behavior.hook = asked -> drawn.add(asked.draw("length"));
    exchange.before();
    assertThat(drawn).containsExactly(draw("b0.b0.length", 1));
    assertThat(exchange.draw("length")).isEqualTo(draw("length", 1));
    Firing by = desk.firing("b0", behavior);
    assertThat(exchange.draw(by, "place")).isEqualTo(draw("b0.b0.place", 1));
    assertThat(exchange.randomBytes(by, "babble", 5))
        .isEqualTo(desk.connection.draws.bytes(3, "b0.b0.babble", 1, 5));
  }

  @Test
  void drawsFollowFromItsIdentityIfItHasOne() {
    ActiveExchange exchange = desk.exchange("a");
    exchange.place().identify(new Identity(77, 5, "user 4 #5"));
    assertThat(exchange.identity()).isEqualTo("user 4 #5");
    assertThat(exchange.place().number("x")).isEqualTo(desk.connection.draws.number(77, "x", 5));
    Firing by = desk.firing("b0", behavior);
    assertThat(exchange.randomBytes(by, "y", 4))
        .isEqualTo(desk.connection.draws.bytes(77, "b0.b0.y", 5, 4));
    exchange.place().identify(null);
    assertThat(exchange.identity()).isEmpty();
  }

  @Test
  void announcedEntriesAreWrittenOnceAndInOrder() {
    ActiveExchange exchange = desk.exchange("a");
    List<String> written = new ArrayList<>();
    exchange.publish();
    exchange.announce(() -> written.add("first"));
    exchange.announce(() -> written.add("second"));
    assertThat(written).isEmpty();
    exchange.publish();
    exchange.publish();
    assertThat(written).containsExactly("first", "second");

    exchange.announce(() -> written.add("third"));
    exchange.forgetAnnounced();
    exchange.publish();
    assertThat(written).hasSize(2);
  }

  @Test
  void aBehaviorKeepsItsStateForTheConnectionUntilItsRuleGoes() {
    AtomicInteger made = new AtomicInteger();
    List<AtomicInteger> states = new ArrayList<>();
    Consumer<Exchange> count =
        asked ->
            states.add(
                asked.connectionState(
                    () -> {
                      made.incrementAndGet();
                      return new AtomicInteger();
                    }));
    Deciding other = new Deciding();
    behavior.hook = count;
    other.hook = count;
    desk.exchange("a", behavior, other).before();
    desk.exchange("b", behavior, other).before();

    assertThat(made).hasValue(2);
    assertThat(states.get(2)).isSameAs(states.get(0)).isNotSameAs(states.get(1));
    desk.rules = new RuleSet(List.of(VirtualDesk.rule("b1", other)));
    desk.desk.interventions().rulesChanged();
    desk.exchange("c", behavior, other).before();
    assertThat(made).hasValue(3);
    assertThat(states.get(5)).isSameAs(states.get(1));
  }

  @Test
  void onlyABehaviorHasConnectionState() {
    ActiveExchange exchange = desk.exchange("a", behavior);
    assertThatThrownBy(() -> exchange.connectionState(Object::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("only a behavior has connection state");
    assertThatThrownBy(() -> desk.exchange("b").connectionState(Object::new))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void asksTheProtocolWhetherItsReplyTakesMoreBytes() {
    session.fails = "acceptsInsertion";
    assertThat(desk.exchange("a").acceptsInsertion()).isFalse();
  }

  @Test
  void knowsOfItsReply() {
    ActiveExchange exchange = desk.exchange("a", behavior);
    assertThat(exchange.passes()).isFalse();
    exchange.replyCourse().begin();
    exchange.replyCourse().pass();
    assertThat(exchange.passes()).isTrue();
    exchange.replyCourse().forwarded();
    assertThat(exchange.replyCourse().isForwarded()).isTrue();
  }
}
