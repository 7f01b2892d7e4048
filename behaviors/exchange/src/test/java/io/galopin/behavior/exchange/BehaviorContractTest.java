package io.galopin.behavior.exchange;

import io.galopin.api.BehaviorFactory;
import io.galopin.testkit.BehaviorContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BehaviorContractTest {

  static final List<BehaviorFactory> FACTORIES = BuiltInBehaviorsTest.FACTORIES;

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void isKeptByEachBehavior(BehaviorFactory factory) {
    BehaviorContract.check(factory, needed(factory));
  }

  /** Returns the options that a behavior requires. */
  private static Map<String, ?> needed(BehaviorFactory factory) {
    return factory instanceof ReplaceFactory
        ? Map.of("set", "http.host=example.com")
        : factory instanceof NoticeFactory ? Map.of("notice", "restarting") : Map.of();
  }

  @Test
  void isKeptWithOptions() {
    BehaviorContract.check(new DelayFactory(), Map.of("p50", "20 ms", "p99", "400 ms"));
    BehaviorContract.check(new DelayFactory(), Map.of("before", false));
    BehaviorContract.check(new ErrorFactory(), Map.of("inject", true, "scope", "connection"));
    BehaviorContract.check(new TransientFactory(), Map.of("garbage", true, "warmup", 3));
  }
}
