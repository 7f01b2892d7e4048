package io.galopin.behavior.stream;

import io.galopin.api.ToxicFactory;
import io.galopin.testkit.ToxicContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ToxicContractTest {

  /** The toxics whose options all have defaults. */
  static final List<ToxicFactory> FACTORIES =
      BuiltInToxicsTest.FACTORIES.stream()
          .filter(factory -> !(factory instanceof SlicerFactory))
          .toList();

  @ParameterizedTest
  @FieldSource("FACTORIES")
  void isKeptByEachToxic(ToxicFactory factory) {
    ToxicContract.check(factory);
  }

  @Test
  void isKeptWithOptions() {
    ToxicContract.check(new LatencyFactory(), Map.of("latency", 200, "jitter", 100));
    ToxicContract.check(new LatencyFactory(), Map.of("p50", 200, "p99", 900));
    ToxicContract.check(new BandwidthFactory(), Map.of("rate", 100));
    ToxicContract.check(new BandwidthFactory(), Map.of("rate", 100, "packet", 1460));
    ToxicContract.check(new LossFactory(), Map.of("chance", 0.2));
    ToxicContract.check(new LossFactory(), Map.of("chance", 1));
    ToxicContract.check(new SlicerFactory(), Map.of("average-size", 500, "size-variation", 400));
  }
}
