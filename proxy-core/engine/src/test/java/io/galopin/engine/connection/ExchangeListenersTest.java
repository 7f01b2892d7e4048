package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.engine.GreetedLines;
import io.galopin.engine.HelloLayer;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.LogLines;
import io.galopin.engine.TurnProtocol;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Expectation;
import io.galopin.engine.match.Glob;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Made;
import io.galopin.engine.trace.ExchangeListeners;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told of which exchanges. */
class ExchangeListenersTest {

  /** {@link LineProtocol} tells the line for whatever it is asked. */
  private static final Term REQUEST =
      new Term(Attribute.text("line.request", Attribute.Moment.REQUEST, "for tests"), "");

  private static final Term REPLY =
      new Term(Attribute.text("line.reply", Attribute.Moment.REPLY, "for tests"), "");
  private static final Term OTHER =
      new Term(Attribute.text("other.request", Attribute.Moment.REQUEST, "for tests"), "");
  private static final Term CONNECTION = new Term(OwnAttributes.CONNECTION, "");

  private final List<String> told = new ArrayList<>();
  private final LogLines log = new LogLines();
  private Spoken talk = new Spoken(new LineProtocol());

  @AfterEach
  void leavesNothingBehind() {
    log.close();
    talk.leftNothingBehind();
  }

  private void note(FinishedExchange exchange) {
    told.add((exchange.exchange().layer() + " " + exchange.exchange().request()).strip());
  }

  private Subscription listen(Condition when) {
    return talk.proxy.listeners.listen(when, this::note);
  }

  private static Condition is(Term term, String value) {
    return Condition.test(term, "=", new Expectation.Like(new Glob(value, false)));
  }

  /** Two exchanges, {@code a} with the reply {@code 1} and {@code b} with {@code 2}. */
  private Connection two() {
    Connection connection = talk.start();
    talk.clientSays("a\nb\n");
    talk.backendSays("1\n2\n");
    return connection;
  }

  @Test
  void aFilterOnTheRequestSelectsExchanges() {
    listen(is(REQUEST, "b"));
    Connection connection = two();

    assertThat(told).containsExactly("b");
    talk.drop(connection);
  }

  @Test
  void aFilterOnTheReplyIsTestedWhenThatHasCome() {
    listen(is(REPLY, "1"));
    listen(Condition.all(List.of(is(REPLY, "2"), is(REQUEST, "b"))));
    listen(Condition.all(List.of(is(REPLY, "2"), is(REQUEST, "a"))));
    Connection connection = two();

    assertThat(told).containsExactly("a", "b");
    talk.drop(connection);
  }

  @Test
  void whereNoReplyComesItsAttributesHaveNoValue() {
    listen(is(REPLY, "ERROR*"));
    listen(Condition.not(is(REPLY, "1")));
    listen(Condition.all(List.of(Condition.not(Condition.has(REPLY)), is(REQUEST, "b"))));
    talk.proxy.rules = Spoken.always(Spoken.before(Decision.fail(Failure.ERROR)));
    Connection connection = talk.start();
    talk.clientSays("a\nb\n");

    assertThat(told).containsExactly("a", "b", "b");
    talk.drop(connection);
  }

  @Test
  void aProxyWithoutTheAttributesIsNotTraced() {
    listen(is(OTHER, "*"));
    listen(Condition.not(is(OTHER, "x")));
    listen(is(HelloLayer.WHO, "*"));
    Connection connection = two();

    assertThat(told).isEmpty();
    talk.drop(connection);
  }

  @Test
  void aFilterThatCannotMatchLeavesBytesUnwatched() {
    talk = new Spoken(new TurnProtocol());
    listen(is(OTHER, "*"));
    Connection connection = talk.start();
    talk.clientSays("ab");
    talk.backendSays("xy");
    talk.drop(connection);

    assertThat(told).isEmpty();
    assertThat(talk.proxy.told).containsExactly("connected");
  }

  @Test
  void aFilterIsAboutOpeningsOnlyIfItNamesThem() {
    talk = new Spoken(new GreetedLines());
    listen(Condition.has(CONNECTION));
    listen(Spoken.OPENING);
    listen(Condition.always());
    Connection connection = talk.start();
    talk.backendSays("hi\n");
    assertThat(told).containsExactly("hello", "hello");
    told.clear();
    talk.clientSays("a\n");
    talk.backendSays("1\n");

    assertThat(told).containsExactly("a", "a");
    talk.drop(connection);
  }

  @Test
  void aFilterIsAboutTheHighestThingThatItNames() {
    talk.proxy.layers = List.of(Made.of(HelloLayer.NAME, new HelloLayer()));
    listen(is(HelloLayer.WHO, "joe"));
    listen(Condition.all(List.of(is(HelloLayer.WHO, "joe"), is(REQUEST, "b"))));
    Connection connection = talk.start();
    talk.clientSays("HELLO joe\n");
    talk.backendSays("OK 2\n");
    talk.clientSays("a\nb\n");
    talk.backendSays("1\n2\n");

    assertThat(told).containsExactly("hello HELLO joe", "b");
    talk.drop(connection);
  }

  @Test
  void whoComesInMidExchangeIsToldOfTheNext() {
    Connection connection = talk.start();
    talk.clientSays("a\n");
    listen(Condition.always());
    talk.backendSays("1\n");
    assertThat(told).isEmpty();
    talk.clientSays("b\n");
    talk.backendSays("2\n");

    assertThat(told).containsExactly("b");
    talk.drop(connection);
  }

  @Test
  void whoLeavesInMidExchangeIsToldNothing() {
    Subscription first = listen(Condition.always());
    Connection connection = talk.start();
    talk.clientSays("a\n");
    Subscription second = listen(is(REQUEST, "b"));
    first.close();
    first.close();
    talk.backendSays("1\n");
    assertThat(told).isEmpty();
    talk.clientSays("b\n");
    talk.backendSays("2\n");
    assertThat(told).containsExactly("b");
    second.close();
    talk.clientSays("b\n");
    talk.backendSays("2\n");

    assertThat(told).hasSize(1);
    assertThat(talk.proxy.listeners.isEmpty()).isTrue();
    talk.drop(connection);
  }

  @Test
  void bytesAreWatchedOnlyWhileSomebodyListens() {
    talk = new Spoken(new TurnProtocol());
    Connection connection = talk.start();
    talk.backend();
    talk.clientSays("a");
    talk.backendSays("1");
    assertThat(talk.proxy.told).containsExactly("connected");
    Subscription subscription = listen(Condition.always());
    talk.clientSays("b");
    talk.backendSays("2");
    assertThat(talk.proxy.told).containsExactly("connected", "exchange");
    subscription.close();
    talk.clientSays("c");
    talk.backendSays("3");
    talk.clientSays("d");
    talk.backendSays("4");
    talk.drop(connection);

    assertThat(talk.atBackend).hasToString("abcd|");
    assertThat(talk.atClient).hasToString("1234|");
    assertThat(told).isEmpty();
    assertThat(talk.proxy.told).containsExactly("connected", "exchange");
  }

  @Test
  void whatAListenerThrowsIsSaidOnceAndNobodyElseIsHarmed() {
    List<String> failing = new ArrayList<>();
    talk.proxy.listeners.listen(
        exchange -> {
          failing.add(exchange.exchange().request());
          throw new AssertionError("on purpose");
        });
    listen(Condition.always());
    Connection connection = two();

    assertThat(talk.atClient).hasToString("1\n2\n");
    assertThat(failing).containsExactly("a", "b");
    assertThat(told).containsExactly("a", "b");
    assertThat(log.with("a listener of exchanges failed")).hasSize(1);
    assertThat(talk.journal()).isEmpty();
    talk.drop(connection);
  }

  @Test
  void anAttributeThatFailsEndsNoConnection() {
    HelloLayer hello = new HelloLayer();
    talk.proxy.layers = List.of(Made.of(HelloLayer.NAME, hello));
    listen(is(HelloLayer.WHO, "joe"));
    listen(is(HelloLayer.VERSION, "2"));
    listen(Condition.always());
    hello.fails = "attribute";
    Connection connection = talk.start();
    talk.clientSays("HELLO joe\n");
    talk.backendSays("OK 2\n");
    talk.clientSays("a\n");
    talk.backendSays("1\n");

    assertThat(talk.atClient).hasToString("OK 2\n1\n");
    assertThat(told).containsExactly("hello HELLO joe", "a");
    assertThat(talk.journal())
        .hasSize(2)
        .allMatch(entry -> entry.contains("a listener is not told of an exchange"));
    talk.drop(connection);
  }

  @Test
  void theClockOfTheEngineSaysWhenAnExchangeBegan() {
    List<FinishedExchange> all = new ArrayList<>();
    talk.proxy.listeners.listen(all::add);
    Connection connection = talk.start();
    talk.clientSays("a");
    talk.time.advance(Duration.ofHours(1));
    talk.clientSays("\n");
    talk.backendSays("1\n");

    assertThat(all.get(0).began())
        .isBefore(new ExchangeListeners().clock().instant().minus(Duration.ofMinutes(59)));
    talk.drop(connection);
  }

  @Test
  void aTraceParentIsHandedOnUncheckedButNotTooLong() {
    List<FinishedExchange> all = new ArrayList<>();
    talk.proxy.listeners.listen(all::add);
    Connection connection = talk.start();
    talk.clientSays("a\ntrace one\ntrace " + "x".repeat(60) + "\n");
    talk.backendSays("1\n2\n3\n");

    assertThat(all).extracting(FinishedExchange::parent).containsExactly("", "one", "x".repeat(55));
    talk.drop(connection);
  }
}
