package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.HelloLayer;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Expectation;
import io.galopin.engine.match.Glob;
import io.galopin.engine.match.Level;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A layer that is the protocol of a proxy: its opening is seen as below a protocol, then turns. */
class LayerAloneTest {

  private static final Term WHO = alone(HelloLayer.WHO);
  private static final Term VERSION = alone(HelloLayer.VERSION);

  private final HelloLayer hello = new HelloLayer();
  private final List<String> asked = new ArrayList<>();
  private final Spoken talk = new Spoken(hello);

  {
    hello.alone = true;
  }

  @AfterEach
  void leavesNothingBehind() {
    talk.leftNothingBehind();
  }

  /** The term of the layer where that has the name of the proxy's protocol. */
  private static Term alone(Term term) {
    return new Term(term.attribute(), term.name(), new Level(1, "line"));
  }

  private static Condition is(Term term, String value) {
    return Condition.test(term, "=", new Expectation.Like(new Glob(value, false)));
  }

  private Behavior noting(String rule) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        asked.add(rule + ": " + exchange.layer() + " " + exchange.ordinal());
        return Decision.pass();
      }
    };
  }

  private Rule rule(String name, Condition when) {
    return Spoken.rule(name, when, noting(name));
  }

  @Test
  void itsOpeningIsOfTheLayerAndWhatFollowsIsNot() {
    Condition exchange = Condition.has(new Term(OwnAttributes.EXCHANGE, ""));
    Condition later = Condition.all(List.of(is(WHO, "joe"), is(VERSION, "2"), exchange));
    talk.proxy.rules =
        new RuleSet(
            List.of(
                rule("opening", is(WHO, "joe")),
                rule("other", is(WHO, "ann")),
                rule("later", later),
                rule("all", Condition.always())));
    Connection connection = talk.start();
    talk.backend();
    talk.clientSays("HELLO joe\n");
    talk.backendSays("OK 2\n");
    talk.clientSays("a\nb\n");
    talk.backendSays("1\n2\n");
    talk.clientSays("c\n");

    assertThat(asked).containsExactly("opening: line 0", "later:  1", "later:  2");
    assertThat(talk.atBackend).hasToString("HELLO joe\na\nb\nc\n");
    assertThat(talk.atClient).hasToString("OK 2\n1\n2\n");
    assertThat(talk.proxy.told).containsExactly("connected", "exchange", "exchange");
    talk.drop(connection);
    assertThat(hello.told).containsExactly("closed");
  }

  @Test
  void itsFailureIsItsOwn() {
    Rule fails = Spoken.rule("r", Condition.has(WHO), Spoken.before(Decision.fail(Failure.ERROR)));
    talk.proxy.rules = new RuleSet(List.of(fails));
    talk.start();
    talk.backend();
    talk.clientSays("HELLO joe\na\n");

    assertThat(talk.atClient).hasToString("NO error\n|");
    assertThat(talk.journal()).containsExactly("0 HELLO joe: fail error");
    assertThat(talk.proxy.journal().after(0, 9))
        .extracting(Journal.Entry::layer)
        .containsExactly("line");
    talk.client.peerEnds();
    talk.time.run();
    assertThat(hello.told).containsExactly("closed");
  }

  @Test
  void theSessionIsClosedOnceIfTheConnectionEndsBefore() {
    Connection connection = talk.start();
    talk.backend();
    talk.clientSays("HELLO");
    talk.drop(connection);

    assertThat(hello.told).containsExactly("closed");
  }

  @Test
  void aProtocolThatCannotSayWhatItIsEndsOnlyItsConnection() {
    hello.fails = "isLayer";
    talk.start();
    talk.time.run();

    assertThat(talk.journal())
        .singleElement()
        .asString()
        .contains("protocol line failed in open: java.lang.IllegalStateException");
    assertThat(talk.proxy.told).isEmpty();
    assertThat(hello.told).isEmpty();
  }
}
