package io.galopin.engine.loop;

import io.galopin.engine.trouble.PluginFailure;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over one event loop: names the plugin that keeps it from everything else. Used only on
 * the thread of {@link LoopWatch}.
 */
final class Vigil {

  private static final Logger log = LoggerFactory.getLogger(Vigil.class);

  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long HUNG = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST_FRAMES = 1024;

  private static final List<String> LOADING =
      List.of("java.lang.ClassLoader", "jdk.internal.loader.", "java.lang.invoke.");

  private final Pulse pulse;
  private final boolean others;
  private final ToLongFunction<Thread> cpuTime;
  private long seen;
  private long unmoved;
  private long due = SLOW;
  private long worked;
  private boolean told;

  /**
   * A vigil over one event loop.
   *
   * @param others whether its group has others
   */
  Vigil(Pulse pulse, boolean others) {
    this(pulse, others, Vigil::cpuTime);
  }

  /**
   * A vigil with a clock for the processor time of threads.
   *
   * @param cpuTime in nanoseconds; negative if unknown
   */
  Vigil(Pulse pulse, boolean others, ToLongFunction<Thread> cpuTime) {
    this.pulse = pulse;
    this.others = others;
    this.cpuTime = cpuTime;
  }

  /**
   * Looks how it is.
   *
   * @param passed for how long everybody could get on since the last time, in nanoseconds
   */
  void look(long passed) {
    Pulse.Work at = pulse.at();
    Thread thread = pulse.thread();
    long beats = pulse.beats();
    if (at == null || thread == null || beats != seen) {
      goesOn(beats);
      return;
    }
    if (unmoved == 0) {
      worked = cpuTime.applyAsLong(thread);
    }
    unmoved += passed;
    pulse.state(unmoved >= SLOW, unmoved >= HUNG);
    if (unmoved >= due) {
      tell(at, thread);
    }
  }

  private void goesOn(long beats) {
    if (told) {
      log.info("an event loop works again after {} ms", TimeUnit.NANOSECONDS.toMillis(unmoved));
    }
    if (unmoved > 0) {
      pulse.state(false, false);
    }
    seen = beats;
    unmoved = 0;
    due = SLOW;
    told = false;
  }

  /**
   * The newest frames of a thread. Not all of them: a recursion without an end has tens of
   * thousands, for which the JVM takes hundreds of megabytes outside the heap.
   */
  private static StackTraceElement[] stack(Thread thread) {
    ThreadInfo info =
        ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId(), MOST_FRAMES);
    return info == null ? new StackTraceElement[0] : info.getStackTrace();
  }

  private void tell(Pulse.Work at, Thread thread) {
    StackTraceElement[] stack = stack(thread);
    long millis = TimeUnit.NANOSECONDS.toMillis(unmoved);
    PluginFailure failure = at.blocked(millis, stack);
    if (failure == null || pulse.beats() != seen || isStarved(thread, stack)) {
      return;
    }
    if (unmoved < HUNG && isLoading(stack)) {
      // A first call takes long on a slow machine; later calls do not.
      return;
    }
    if (unmoved < HUNG) {
      due = HUNG;
      at.slow(failure);
      return;
    }
    String then =
        "all connections of its event loop hang, "
            + (others
                ? "new ones go to others"
                : "new ones too, as there is no other: run with more cores");
    log.error("{}: {}; {}", at.place(), failure.getMessage(), then, failure.thrown());
    if (!told) {
      at.hung(failure, then);
    }
    told = true;
    due = Math.max(HUNG * 10, unmoved * 10);
  }

  private static boolean isLoading(StackTraceElement[] stack) {
    return Stream.of(stack)
        .map(StackTraceElement::getClassName)
        .anyMatch(type -> LOADING.stream().anyMatch(type::startsWith));
  }

  /**
   * Whether the thread could run but others have the processors. A thread that computes for too
   * long has had a processor for half of the time, or for long enough.
   */
  private boolean isStarved(Thread thread, StackTraceElement[] stack) {
    boolean couldRun =
        thread.getState() == Thread.State.RUNNABLE
            && stack.length > 0
            && !stack[0].isNativeMethod();
    return couldRun
        && worked >= 0
        && cpuTime.applyAsLong(thread) - worked < Math.min(unmoved / 2, SLOW);
  }

  @SuppressWarnings("deprecation") // its successor came with Java 19
  private static long cpuTime(Thread thread) {
    try {
      return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    } catch (UnsupportedOperationException notHere) {
      return -1;
    }
  }
}
