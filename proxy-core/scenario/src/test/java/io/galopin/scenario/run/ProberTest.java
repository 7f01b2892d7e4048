package io.galopin.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.scenario.model.Expectation;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Target;
import io.galopin.scenario.result.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class ProberTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Steady STEADY =
      new Steady(
          "steady",
          new Target.Tcp("localhost", 1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          List.of(Expectation.NO_ERRORS));

  private long now;
  private final List<Runnable> threads = new ArrayList<>();
  private final Prober prober =
      new Prober(new Moved(), threads::add, 0, Map.of("steady", timeout -> {}));

  private final class Moved implements Clock {
    @Override
    public long nanos() {
      return now;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(now);
    }

    @Override
    public LocalDateTime local() {
      return LocalDateTime.of(2026, 1, 1, 0, 0).plusNanos(now);
    }

    @Override
    public boolean sleepUntil(long nanos, Semaphore stop) {
      now = nanos;
      return false;
    }
  }

  private List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    prober.drainTo(samples);
    return samples;
  }

  @Test
  void measuresFromWhenACallWasDue() {
    prober.ask(STEADY, SECOND);
    assertThat(prober.isWaiting(2 * SECOND)).isTrue();
    assertThat(prober.isWaiting(SECOND)).isFalse();
    now = 4 * SECOND;
    threads.get(0).run();

    assertThat(samples()).containsExactly(Sample.answered("steady", SECOND, 3 * SECOND));
    assertThat(prober.isWaiting(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void doesNotSendWhatCouldNoLongerBeAnsweredInTime() {
    prober.ask(STEADY, SECOND);
    now = 6 * SECOND;
    threads.get(0).run();

    assertThat(samples())
        .containsExactly(Sample.failed("steady", SECOND, 5 * SECOND, "not sent in time"));
  }

  @Test
  void boundsHowManyCallsWaitAtATime() {
    for (int i = 0; i < 101; i++) {
      prober.ask(STEADY, i);
    }

    assertThat(threads).hasSize(100);
    assertThat(samples())
        .containsExactly(Sample.failed("steady", 100, 0, "100 calls without an answer already"));
  }

  @Test
  void countsACallAsFailedThatHangsAfterItsTimeIsOver() {
    prober.ask(STEADY, SECOND);
    now = 6 * SECOND;
    prober.expire();
    assertThat(prober.isWaiting(Long.MAX_VALUE)).isTrue();
    now = 7 * SECOND;
    prober.expire();

    assertThat(prober.isWaiting(Long.MAX_VALUE)).isFalse();
    Sample failed = Sample.failed("steady", SECOND, 6 * SECOND, "no answer within 5 s");
    assertThat(samples()).containsExactly(failed);
    threads.get(0).run();
    assertThat(samples()).isEmpty();
  }

  @Test
  void anErrorOfADriverIsAFailedCall() {
    Prober broken =
        new Prober(
            new Moved(),
            Runnable::run,
            0,
            Map.of(
                "steady",
                timeout -> {
                  throw new NoClassDefFoundError("Driver");
                }));
    broken.ask(STEADY, SECOND);
    List<Sample> samples = new ArrayList<>();
    broken.drainTo(samples);

    assertThat(samples).extracting(sample -> sample.error().orElse("")).containsExactly("Driver");
    assertThat(broken.isWaiting(Long.MAX_VALUE)).isFalse();
  }
}
