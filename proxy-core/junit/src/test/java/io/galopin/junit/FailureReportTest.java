package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Tests what the failure of a test reports. */
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

  @GalopinProxy(name = "early", upstreamFrom = "io.galopin.junit.Echo#SHARED")
  static class FailsBefore {
    @BeforeEach
    void fails() {
      throw new IllegalStateException("before");
    }

    @Test
    void isNotRun() {}
  }

  @GalopinProxy(name = "late", upstreamFrom = "io.galopin.junit.Echo#SHARED")
  static class FailsAfter {
    @Test
    @GalopinTest(seed = 42)
    void succeeds() {}

    @AfterEach
    void fails() {
      throw new IllegalStateException("after");
    }
  }

  @GalopinTest(everyFaultFires = true, seed = 42)
  static class NeverFires {
    @Test
    void asksNobody(
        @GalopinProxy(upstreamFrom = "io.galopin.junit.Echo#SHARED", behaviors = "100:abort")
            Proxy idle) {}
  }

  @GalopinProxy(name = "unused", upstreamFrom = "io.galopin.junit.Echo#SHARED")
  static class Aborted {
    @Test
    void cannotBeRunHere() {
      try {
        Assumptions.abort("not here");
      } catch (TestAbortedException aborted) {
        ABORTION.set(aborted);
        throw aborted;
      }
    }
  }

  @GalopinProxy(name = "full", upstreamFrom = "io.galopin.junit.Echo#SHARED")
  static class TakesNothing {
    @Test
    void fails() {
      throw new OutOfMemoryErrorOfTest();
    }
  }

  private static final class OutOfMemoryErrorOfTest extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfMemoryErrorOfTest() {
      super("no memory", null, false, false);
    }
  }

  private static final AtomicReference<TestAbortedException> ABORTION = new AtomicReference<>();

  static Run runWithSeed(String seed, Class<?>... types) {
    System.setProperty("galopin.seed", seed);
    try {
      return Run.of(types);
    } finally {
      System.clearProperty("galopin.seed");
    }
  }

  @Test
  void tellsTheSeedTheJournalAndHowToHaveItAgain() {
    Run run = runWithSeed("4711", Failing.class);

    assertThat(run.succeeded()).isEqualTo(1);
    assertThat(run.failures())
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("on purpose");
    assertThat(run.suppressed().lines())
        .first()
        .isEqualTo("Failing.failsThen failed with seed 4711; to run it again: -Dgalopin.seed=4711");
    assertThat(run.suppressed())
        .contains("cut 127.0.0.1:")
        .contains("(tcp): 22 connections, 22 entries of the journal, the last of which are")
        .contains("  22 cut #22/1 ")
        .doesNotContain("  2 cut #2/1 ")
        .contains("quiet 127.0.0.1:")
        .contains(": 0 connections, 0 entries of the journal")
        .doesNotContain("silent");
    assertThat(run.errors()).isEmpty();
    assertThat(run.failures().get(0).getSuppressed()[0].getStackTrace()).isEmpty();
  }

  @Test
  void tellsOfWhatFailsBeforeAndAfterATest() {
    assertThat(runWithSeed("4711", FailsBefore.class).suppressed())
        .startsWith("FailsBefore.isNotRun failed with seed 4711; to run it again: ")
        .contains("early 127.0.0.1:");
    assertThat(runWithSeed("4711", FailsAfter.class).suppressed())
        .startsWith("FailsAfter.succeeds failed with seed 4711; to run it again: ")
        .contains("late 127.0.0.1:");
  }

  @Test
  void tellsOfFaultsThatNeverFired() {
    assertThat(runWithSeed("4711", NeverFires.class).suppressed())
        .startsWith("NeverFires.asksNobody failed with seed 42, which is fixed")
        .contains("idle 127.0.0.1:");
  }

  @Test
  void tellsNothingOfATestThatWasAborted() {
    Run run = Run.of(Aborted.class);

    assertThat(run.errors()).isEmpty();
    assertThat(ABORTION.get()).hasNoSuppressedExceptions();
  }

  @Test
  void isPrintedWhereTheFailureTakesNothing() {
    assertThat(Run.of(TakesNothing.class).errors())
        .startsWith("TakesNothing.fails failed with seed ")
        .contains("full 127.0.0.1:");
  }
}
