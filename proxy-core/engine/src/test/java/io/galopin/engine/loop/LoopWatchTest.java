package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.trouble.PluginFailure;
import io.galopin.testbed.VirtualTime;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the thread that watches over event loops; {@link VigilTest}, what it says of them. */
class LoopWatchTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private final LiveLoops first = new LiveLoops();
  private final LiveLoops second = new LiveLoops();

  /** A plugin that keeps its thread until the test ends. */
  private static final class Stuck implements Pulse.Work {
    private final CountDownLatch named = new CountDownLatch(1);
    private final boolean failing;

    Stuck(boolean failing) {
      this.failing = failing;
    }

    @Override
    public String place() {
      return "web#1";
    }

    @Override
    public @Nullable PluginFailure blocked(long millis, StackTraceElement[] stack) {
      if (failing) {
        named.countDown();
        throw new AssertionError("on purpose");
      }
      return new PluginFailure("behavior", "b", "onBeforeHandle", new Exception("stuck"));
    }

    @Override
    public void slow(PluginFailure failure) {
      named.countDown();
    }

    @Override
    public void hung(PluginFailure failure, String then) {
      named.countDown();
    }
  }

  @AfterEach
  void stop() {
    end.countDown();
    LoopWatch.end(first);
    LoopWatch.end(second);
  }

  private Stuck stuck(LiveLoops loops, boolean failing) {
    EventExecutor[] all = {new VirtualTime().loop()};
    loops.newChooser(all);
    Stuck work = new Stuck(failing);
    Pulse pulse = loops.pulse(all[0]);
    Thread thread =
        new Thread(
            () -> {
              pulse.enter(work);
              try {
                end.await();
              } catch (InterruptedException never) {
                throw new AssertionError(never);
              }
            },
            "test-loop");
    thread.setDaemon(true);
    thread.start();
    return work;
  }

  private static List<Thread> watches() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("galopin-watch"))
        .toList();
  }

  @Test
  void oneThreadWatchesAllLoopsWhileThereAreAny() {
    // Threads of a test before may still be ending.
    await().until(() -> watches().isEmpty());
    LoopWatch.begin(first);
    LoopWatch.begin(second);
    assertThat(watches()).singleElement().matches(Thread::isDaemon);
    Thread watch = watches().get(0);
    LoopWatch.end(first);
    LoopWatch.begin(first);
    assertThat(watches()).as("the same one goes on").containsExactly(watch);
    LoopWatch.end(first);
    LoopWatch.end(second);
    await().until(() -> !watch.isAlive());
    LoopWatch.begin(first);
    assertThat(watches()).singleElement().isNotSameAs(watch);
  }

  @Test
  void looksAfterEachGroupOfLoops() throws InterruptedException {
    Stuck one = stuck(first, false);
    Stuck other = stuck(second, false);
    LoopWatch.begin(first);
    LoopWatch.begin(second);
    one.named.await();
    other.named.await();
  }

  /** What a plugin leaves behind may throw anything. */
  @Test
  void goesOnWhenLookingAfterOneLoopFails() throws InterruptedException {
    Stuck failing = stuck(first, true);
    LoopWatch.begin(first);
    failing.named.await();
    Stuck other = stuck(second, false);
    LoopWatch.begin(second);
    other.named.await();
  }
}
