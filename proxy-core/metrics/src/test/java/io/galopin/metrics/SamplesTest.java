package io.galopin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private final Samples samples = new Samples();

  @Test
  void givesEachTimingOnce() {
    samples.record(0);
    samples.record(7);

    Samples.Kept kept = samples.take();
    assertThat(kept.nanos()).containsExactlyInAnyOrder(0L, 7L);
    assertThat(kept.share()).isEqualTo(1);
    assertThat(samples.take().nanos()).isEmpty();
  }

  @Test
  void keepsTheLatestAndSaysHowManyThatIs() {
    long all = 4L * Samples.ROOM;
    LongStream.range(0, all).forEach(samples::record);

    Samples.Kept kept = samples.take();
    assertThat(kept.nanos()).hasSize(Samples.ROOM).allMatch(nanos -> nanos >= all - Samples.ROOM);
    assertThat(kept.share()).isEqualTo(0.25);
  }
}
