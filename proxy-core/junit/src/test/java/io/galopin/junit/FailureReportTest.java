package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Proxy;
import org.junit.jupiter.api.Test;

/** What a test that fails prints. */
class FailureReportTest {

  @GalopinProxy(name = "quiet", upstreamFrom = "io.galopin.junit.Echo#SHARED")
  static class Failing {
    @Test
    void succeedsFirst(
        @GalopinProxy(upstreamFrom = "io.galopin.junit.Echo#SHARED", behaviors = "100:abort")
            Proxy silent) {
      Echo.ask(silent.address());
    }

    @Test
    @GalopinTest
    void failsThen(
        @GalopinProxy(upstreamFrom = "io.galopin.junit.Echo#SHARED", behaviors = "100:abort")
            Proxy cut) {
      for (int i = 0; i < 22; i++) {
        Echo.ask(cut.address());
      }
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void tellsTheSeedTheJournalAndHowToHaveItAgain() {
    System.setProperty("galopin.seed", "4711");
    Run run;
    try {
      run = Run.of(Failing.class);
    } finally {
      System.clearProperty("galopin.seed");
    }

    assertThat(run.succeeded()).isEqualTo(1);
    assertThat(run.errors().lines())
        .first()
        .isEqualTo("Failing.failsThen failed with seed 4711; to run it again: -Dgalopin.seed=4711");
    assertThat(run.errors())
        .contains("cut 127.0.0.1:")
        .contains("(tcp): 22 connections, 22 entries of the journal, the last of which are")
        .contains("  22 cut #22/1 ")
        .doesNotContain("  2 cut #2/1 ")
        .contains("quiet 127.0.0.1:")
        .contains(": 0 connections, 0 entries of the journal")
        .doesNotContain("silent");
  }
}
