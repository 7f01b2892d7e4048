package io.galopin.engine.toxic;

import io.galopin.api.Toxic;
import io.galopin.engine.rule.StreamDraws;
import io.galopin.engine.trouble.Nonsense;
import io.netty.util.concurrent.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A toxic's place on a link: gives it the time, its draws, and alarms. Used on only one event loop.
 */
final class StagePlace implements Toxic.Place {

  /** An alarm within this time goes off at once, in nanoseconds. */
  private static final long AT_ONCE = 1000;

  /** The most such alarms while no bytes arrive. */
  private static final int MOST_AT_ONCE = 100;

  private final StageChain chain;
  private final StageRecord record;
  private final StreamDraws draws;
  private final Runnable woken;
  private final Runnable alarmed;

  /** How many bytes of the link had arrived when it was set. */
  private final long start;

  private @Nullable Future<?> timer;
  private final Set<Alarm> alarms = new HashSet<>(2);
  private int alarmsAtOnce;
  private boolean asking;
  private long askedAt;

  /**
   * Creates a place that starts after the bytes that have arrived.
   *
   * @param record knows how much has gone on from here
   * @param name the toxic's name, which keys its draws
   * @param woken called at the time of {@link #wakeAt}
   * @param alarmed called when an alarm goes off
   */
  StagePlace(StageChain chain, StageRecord record, String name, Runnable woken, Runnable alarmed) {
    this.chain = chain;
    this.record = record;
    this.woken = woken;
    this.alarmed = alarmed;
    this.start = chain.bytes();
    this.draws =
        new StreamDraws(
            chain.facts().draws(),
            chain.facts().ordinal(),
            "toxic." + chain.direction() + "." + name);
  }

  /**
   * The time stands still between {@link #asks} and {@link #answered}. Whether bytes that have just
   * arrived must wait therefore depends only on their delay, not on how long the toxic takes to
   * answer.
   */
  @Override
  public long now() {
    return asking ? askedAt : clock();
  }

  /** Returns the time, which never stands still. */
  long clock() {
    return chain.facts().now();
  }

  /** Called before the toxic is asked, with the time of the question. */
  void asks(long time) {
    asking = true;
    askedAt = time;
  }

  /** Called when the toxic has answered. */
  void answered() {
    asking = false;
  }

  @Override
  public double nextDraw() {
    return draws.next(start + record.gone());
  }

  /** Called when bytes have arrived: the toxic may set alarms again. */
  void bytesCame() {
    alarmsAtOnce = 0;
  }

  @Override
  public void alarmAt(long time) {
    if (time - now() > AT_ONCE) {
      alarmsAtOnce = 0;
    } else if (++alarmsAtOnce > MOST_AT_ONCE) {
      throw new Nonsense(
          "asked again and again for an alarm at once (expected: at a time that is to come)");
    }
    Alarm alarm = new Alarm();
    alarm.timer = at(time, alarm);
    alarms.add(alarm);
  }

  private final class Alarm implements Runnable {

    private @Nullable Future<?> timer;

    @Override
    public void run() {
      alarms.remove(this);
      alarmed.run();
    }

    void cancel() {
      if (timer != null) {
        timer.cancel(false);
      }
    }
  }

  /** Schedules the waiting bytes for that time. */
  void wakeAt(long time) {
    timer = at(time, this::wake);
  }

  private void wake() {
    timer = null;
    woken.run();
  }

  private Future<?> at(long time, Runnable action) {
    return chain
        .facts()
        .loop()
        .schedule(
            () -> chain.controls().guard(action),
            Math.max(0, time - clock()),
            TimeUnit.NANOSECONDS);
  }

  /** Cancels all wake-ups and alarms. */
  void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    alarms.forEach(Alarm::cancel);
    alarms.clear();
  }
}
