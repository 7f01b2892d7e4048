package io.galopin.behavior.exchange;

import static io.galopin.behavior.exchange.Hooks.before;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestExchange;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ErrorFactoryTest {

  private static final Decision PASS = Decision.pass();
  private static final Decision FAIL = Decision.fail(Failure.ERROR);

  private final TestConnection connection = new TestConnection(1);
  private final TestConnection other = new TestConnection(2);

  @Test
  void failsEveryExchangeBeforeItGoesOn() {
    Behavior error = error(Map.of());

    assertThat(before(error, connection, 3)).containsExactly(FAIL, FAIL, FAIL);
    assertThat(error.onBetweenHandle(connection.exchange(1))).isEqualTo(PASS);
    assertThat(error.onAfterHandle(connection.exchange(1))).isEqualTo(PASS);
  }

  @Test
  void repliesWithRandomBytesWhenGarbageIsWanted() {
    assertThat(before(error(Map.of("garbage", true)), connection, 1))
        .containsExactly(Decision.babble(1000));
  }

  @Test
  void letsTheWarmupPass() {
    assertThat(before(error(Map.of("warmup", 2)), connection, 4))
        .containsExactly(PASS, PASS, FAIL, FAIL);
  }

  @Test
  void countsTheWarmupOfAllConnectionsTogether() {
    Behavior error = error(Map.of("warmup", 2));

    assertThat(before(error, connection, 1)).containsExactly(PASS);
    assertThat(before(error, other, 2)).containsExactly(PASS, FAIL);
    assertThat(before(error, connection, 1)).containsExactly(FAIL);
  }

  @Test
  void countsTheWarmupOfEachConnectionWhenAsked() {
    Behavior error = error(Map.of("warmup", 2, "scope", "connection"));

    assertThat(before(error, connection, 1)).containsExactly(PASS);
    assertThat(before(error, other, 3)).containsExactly(PASS, PASS, FAIL);
    assertThat(before(error, connection, 2)).containsExactly(PASS, FAIL);
  }

  @Test
  void startsCountingAgainWhenItIsSetAgain() {
    assertThat(before(error(Map.of("warmup", 1)), connection, 2)).containsExactly(PASS, FAIL);
    assertThat(before(error(Map.of("warmup", 1)), connection, 2)).containsExactly(PASS, FAIL);
  }

  @Test
  void injectsIntoTheReplyAndNotBefore() {
    Behavior error = error(Map.of("inject", true));
    TestExchange exchange = connection.nextExchange();

    assertThat(error.onBeforeHandle(exchange)).isEqualTo(PASS);
    assertThat(error.onBetweenHandle(exchange)).isEqualTo(PASS);
    assertThat(error.onAfterHandle(exchange.withReply("ok"))).isEqualTo(Decision.insert(100));
  }

  @Test
  void injectsAfterTheWarmupWithPipelinedRequests() {
    Behavior error = error(Map.of("inject", true, "warmup", 1, "scope", "connection"));

    assertThat(before(error, connection, 3)).containsExactly(PASS, PASS, PASS);
    assertThat(error.onAfterHandle(connection.exchange(1))).isEqualTo(PASS);
    assertThat(error.onAfterHandle(connection.exchange(2))).isEqualTo(Decision.insert(100));
    assertThat(error.onAfterHandle(connection.exchange(3))).isEqualTo(Decision.insert(100));
  }

  @Test
  void countsAnExchangeWhoseReplyNeverCameButSpoilsNoOtherForIt() {
    Behavior error = error(Map.of("inject", true));

    error.onBeforeHandle(connection.exchange(1));
    error.onBeforeHandle(connection.exchange(3));

    assertThat(error.onAfterHandle(connection.exchange(2))).isEqualTo(PASS);
    assertThat(error.onAfterHandle(connection.exchange(3))).isEqualTo(Decision.insert(100));
    assertThat(error.onAfterHandle(connection.exchange(1))).isEqualTo(PASS);
  }

  @Test
  void failsWhereTheProtocolTakesNoInsertionAndSaysSoOnce() {
    Logger logger = (Logger) LoggerFactory.getLogger(FaultyReplies.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      Behavior error = error(Map.of("inject", true));
      for (int i = 0; i < 2; i++) {
        TestExchange exchange = connection.nextExchange().withoutInsertion();
        assertThat(error.onBeforeHandle(exchange)).isEqualTo(FAIL);
        assertThat(error.onAfterHandle(exchange)).isEqualTo(PASS);
      }
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.INFO))
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEqualTo("Behavior error: this protocol ignores inject; the reply is an error instead");
  }

  private static Behavior error(Map<String, Object> given) {
    ErrorFactory factory = new ErrorFactory();
    return factory.create(Options.of(factory.options(), given));
  }
}
