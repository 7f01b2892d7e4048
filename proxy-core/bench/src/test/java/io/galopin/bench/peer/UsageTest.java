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

  @Test
  void addsWhatTheGenerationsOfAHeapUse() {
    String serial =
        """
        7:
         def new generation   total 7424K, used 559K [0x0, 0x1, 0x2)
          eden space 6656K,   0% used [0x0, 0x1, 0x2)
         tenured generation   total 58880K, used 15320K [0x0, 0x1, 0x2)
           the space 58880K,  26% used [0x0, 0x1, 0x2, 0x3)
         Metaspace       used 5942K, committed 6208K, reserved 1114112K
          class space    used 392K, committed 512K, reserved 1048576K
        """;
    String g1 =
        """
        7:
         garbage-first heap   total 65536K, used 20480K [0x0, 0x1)
          region size 1024K, 3 young (3072K), 1 survivors (1024K)
         Metaspace       used 5942K, committed 6208K, reserved 1114112K
        """;

    assertThat(Usage.used(serial)).isEqualTo((559 + 15320) * 1024);
    assertThat(Usage.used(g1)).isEqualTo(20480 * 1024);
    assertThat(Usage.used("")).isZero();
  }

  @Test
  void countsItsOwnDescriptorsAndThreads() throws Exception {
    assertThat(Usage.descriptors(ProcessHandle.current())).isGreaterThan(2);
    assertThat(Usage.threads(ProcessHandle.current())).isGreaterThan(2);
  }
}
