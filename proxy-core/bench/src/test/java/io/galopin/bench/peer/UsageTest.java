package io.galopin.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void addsTheTimesOfAProcessAndItsEndedChildren() {
    String stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 900 0 3 0 100 20 3 4 20 0 1 0 12345 0 0";

    assertThat(Usage.ticks(stat)).isEqualTo(127);
  }

  @Test
  void countsNothingForAProcessThatEnded() {
    assertThat(Usage.ticks("")).isZero();
    assertThat(Usage.bytes("", "VmRSS:")).isZero();
  }

  @Test
  void readsKibibytes() {
    assertThat(Usage.bytes("Name:\tx\nVmHWM:\t 3000 kB\nVmRSS:\t    2048 kB\n", "VmRSS:"))
        .isEqualTo(2 << 20);
  }
}
