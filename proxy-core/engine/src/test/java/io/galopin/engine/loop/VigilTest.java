package io.galopin.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.LogLines;
import io.galopin.engine.trouble.PluginFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a vigil says of a loop that works on one thing. Time passes only as the tests say. */
class VigilTest {

  private final LogLines log = new LogLines();
  private final Pulse pulse = new Pulse();
  private final CountDownLatch end = new CountDownLatch(1);
  private final PluginWork work = new PluginWork();
  private long cpuTime;
  private final Vigil vigil = new Vigil(pulse, true, thread -> cpuTime);
  private @Nullable Thread loop;
  private volatile boolean computing;

  /** Work in a plugin; notes what it is told. */
  private final class PluginWork implements Pulse.Work {
    private final List<String> told = new ArrayList<>();
    private boolean inPlugin = true;
    private boolean movesMeanwhile;

    @Override
    public String place() {
      return "web#3";
    }

    @Override
    public @Nullable PluginFailure blocked(long millis, StackTraceElement[] stack) {
      if (movesMeanwhile) {
        pulse.beat();
      }
      return inPlugin
          ? new PluginFailure("behavior", "b", "onBeforeHandle", new Exception(millis + " ms"))
          : null;
    }

    @Override
    public void slow(PluginFailure failure) {
      told.add("slow after " + failure.thrown().getMessage());
    }

    @Override
    public void hung(PluginFailure failure, String then) {
      told.add("hung after " + failure.thrown().getMessage() + ": " + then);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    end.countDown();
    if (loop != null) {
      loop.join();
    }
    log.close();
  }

  /** Returns when the loop's thread works on something, and how. */
  private void works(Runnable on) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              pulse.enter(work);
              begun.countDown();
              on.run();
            },
            "test-loop");
    loop = thread;
    thread.start();
    begun.await();
  }

  private void waits() throws InterruptedException {
    works(this::awaitEnd);
    while (loop != null && loop.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  /** Returns when the loop's thread computes, and is no longer in a call of the system. */
  private void computes() throws InterruptedException {
    works(
        () -> {
          while (end.getCount() > 0) {
            computing = true;
          }
        });
    while (!computing) {
      Thread.onSpinWait();
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException never) {
      throw new AssertionError(never);
    }
  }

  /** Looks once to learn where the loop is, and then every 50 ms. */
  private void look(long millis) {
    vigil.look(0);
    for (long passed = 0; passed < millis; passed += 50) {
      vigil.look(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Test
  void saysNothingWhileALoopGoesOn() throws InterruptedException {
    waits();
    for (int i = 0; i < 100; i++) {
      vigil.look(TimeUnit.SECONDS.toNanos(1));
      pulse.beat();
    }
    pulse.leave(null);
    look(2_000);
    assertThat(work.told).isEmpty();
    assertThat(pulse.isSlow()).isFalse();
  }

  @Test
  void namesASlowPluginOnce() throws InterruptedException {
    waits();
    look(50);
    assertThat(pulse.isSlow()).isFalse();
    look(850);
    assertThat(work.told).containsExactly("slow after 100 ms");
    assertThat(pulse.isSlow()).isTrue();
    assertThat(pulse.isHung()).isFalse();
  }

  @Test
  void namesAHungPluginOnceAndLogsItAgain() throws InterruptedException {
    waits();
    look(9_950);
    String then = "all connections of its event loop hang, new ones go to others";
    assertThat(work.told).containsExactly("slow after 100 ms", "hung after 1000 ms: " + then);
    assertThat(pulse.isHung()).isTrue();
    assertThat(log.with("web#3")).hasSize(1);
    look(100);
    assertThat(work.told).hasSize(2);
    assertThat(log.with("web#3")).hasSize(2).allMatch(line -> line.endsWith(then));
  }

  @Test
  void saysThatThereIsNoOtherLoop() throws InterruptedException {
    waits();
    Vigil alone = new Vigil(pulse, false, thread -> cpuTime);
    alone.look(0);
    alone.look(TimeUnit.SECONDS.toNanos(1));
    assertThat(work.told)
        .singleElement()
        .asString()
        .endsWith("new ones too, as there is no other: run with more cores");
  }

  @Test
  void beginsAnewWhenALoopWorksAgain() throws InterruptedException {
    waits();
    look(1_200);
    pulse.beat();
    vigil.look(TimeUnit.MILLISECONDS.toNanos(50));
    assertThat(pulse.isSlow()).isFalse();
    assertThat(pulse.isHung()).isFalse();
    look(100);
    assertThat(work.told).hasSize(3).last().isEqualTo("slow after 100 ms");
  }

  @Test
  void doesNotCountTimeInWhichNobodyCouldGoOn() throws InterruptedException {
    waits();
    for (int i = 0; i < 100; i++) {
      vigil.look(0);
    }
    assertThat(work.told).isEmpty();
  }

  @Test
  void saysNothingOfWorkOutsideOfPlugins() throws InterruptedException {
    work.inPlugin = false;
    waits();
    look(2_000);
    assertThat(work.told).isEmpty();
    assertThat(log.with("")).isEmpty();
  }

  /** The stack may be of something else by then. */
  @Test
  void saysNothingIfTheLoopHasMovedWhileItsStackWasTaken() throws InterruptedException {
    work.movesMeanwhile = true;
    waits();
    look(100);
    assertThat(work.told).isEmpty();
  }

  /** A first call loads classes, which takes long on a slow machine. */
  @Test
  void forgivesTheLoadingOfClassesUnlessItHangs() throws InterruptedException {
    ClassLoader slow =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            awaitEnd();
            throw new ClassNotFoundException(name);
          }
        };
    works(
        () -> {
          try {
            slow.loadClass("nobody.Has");
          } catch (ClassNotFoundException expected) {
            // Only to be in there.
          }
        });
    while (loop != null && loop.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    look(950);
    assertThat(work.told).isEmpty();
    look(50);
    assertThat(work.told).singleElement().asString().startsWith("hung after 1000 ms");
  }

  /** The thread could run, but others have the processors. */
  @Test
  void forgivesALoopThatGetsNoProcessor() throws InterruptedException {
    computes();
    look(2_000);
    assertThat(work.told).isEmpty();
    cpuTime = TimeUnit.MILLISECONDS.toNanos(100);
    look(50);
    assertThat(work.told).singleElement().asString().startsWith("hung after 2000 ms");
  }

  @Test
  void neverForgivesWhereTheSystemDoesNotTellTheTime() throws InterruptedException {
    cpuTime = -1;
    computes();
    look(100);
    assertThat(work.told).containsExactly("slow after 100 ms");
  }
}
