package io.galopin.behavior.exchange;

import static io.galopin.behavior.exchange.Hooks.before;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.testkit.TestConnection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransientFactoryTest {

  private static final Decision PASS = Decision.pass();
  private static final Decision FAIL = Decision.fail(Failure.ERROR);

  private final TestConnection connection = new TestConnection(1);
  private final TestConnection other = new TestConnection(2);

  @Test
  void failsTheFirstExchangeAlone() {
    assertThat(before(failing(Map.of()), connection, 3)).containsExactly(FAIL, PASS, PASS);
  }

  @Test
  void failsAsManyAsItIsTold() {
    assertThat(before(failing(Map.of("agitate", 2)), connection, 4))
        .containsExactly(FAIL, FAIL, PASS, PASS);
    assertThat(before(failing(Map.of("agitate", 0)), connection, 2)).containsExactly(PASS, PASS);
  }

  @Test
  void beginsAfterTheWarmup() {
    assertThat(before(failing(Map.of("warmup", 1, "agitate", 2)), connection, 5))
        .containsExactly(PASS, FAIL, FAIL, PASS, PASS);
  }

  @Test
  void failsForeverWhenAgitateIsTheGreatestNumber() {
    assertThat(before(failing(Map.of("warmup", 1, "agitate", Long.MAX_VALUE)), connection, 3))
        .containsExactly(PASS, FAIL, FAIL);
  }

  @Test
  void countsAllConnectionsTogether() {
    Behavior behavior = failing(Map.of());

    assertThat(before(behavior, connection, 1)).containsExactly(FAIL);
    assertThat(before(behavior, other, 1)).containsExactly(PASS);
  }

  @Test
  void countsEachConnectionWhenAsked() {
    Behavior behavior = failing(Map.of("scope", "connection"));

    assertThat(before(behavior, connection, 2)).containsExactly(FAIL, PASS);
    assertThat(before(behavior, other, 2)).containsExactly(FAIL, PASS);
  }

  @Test
  void injectsIntoTheFirstReplyAlone() {
    Behavior behavior = failing(Map.of("inject", true));

    assertThat(before(behavior, connection, 2)).containsExactly(PASS, PASS);
    assertThat(behavior.onAfterHandle(connection.exchange(1))).isEqualTo(Decision.insert(100));
    assertThat(behavior.onAfterHandle(connection.exchange(2))).isEqualTo(PASS);
  }

  @Test
  void understandsTheOptionsOfError() {
    assertThat(new TransientFactory().options())
        .extracting(Option::name)
        .containsExactly("agitate", "inject", "warmup", "scope", "garbage");
  }

  private static Behavior failing(Map<String, Object> given) {
    TransientFactory factory = new TransientFactory();
    return factory.create(Options.of(factory.options(), given));
  }
}
