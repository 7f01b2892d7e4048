package com.example.beanstalkd;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Options;
import io.galopin.testkit.BehaviorContract;
import io.galopin.testkit.TestConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlappingTest {

  private final Flapping factory = new Flapping();

  @Test
  void keepsToTheContract() {
    BehaviorContract.check(factory);
  }

  @Test
  void passesTwoAndFailsOneOnEachConnection() {
    Behavior flapping = factory.create(Options.of(factory.options(), Map.of("up", 2, "down", 1)));

    assertThat(failures(flapping, 1)).containsExactly(false, false, true, false, false, true);
    assertThat(failures(flapping, 2)).containsExactly(false, false, true, false, false, true);
  }

  private static List<Boolean> failures(Behavior flapping, int ordinal) {
    TestConnection connection = new TestConnection(ordinal);
    return Stream.generate(connection::nextExchange)
        .limit(6)
        .map(flapping::onBeforeHandle)
        .map(decision -> !decision.equals(Decision.pass()))
        .toList();
  }
}
