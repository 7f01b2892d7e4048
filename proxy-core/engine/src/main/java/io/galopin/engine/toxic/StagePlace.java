package io.galopin.engine.toxic;

import io.galopin.api.Toxic;
import io.galopin.engine.rule.StreamDraws;
import io.galopin.engine.trouble.Nonsense;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a toxic may ask of its place on a link: the time, its chance, and to be called again. Used
 * on one event loop only.
 */
final class StagePlace implements Toxic.Place {

  /** An alarm within that time, in nanoseconds, comes at once. */
  private static final long AT_ONCE = 1000;

  /** So many of those may be set while no bytes come. */
  private static final int MOST_AT_ONCE = 100;

  private final StageChain chain;
  private final StageRecord record;
  private final StreamDraws draws;
  private final Runnable woken;
  private final Runnable alarmed;

  /** How many bytes of the link had come when it was set. */
  private final long start;

  private @Nullable Future<?> timer;
  private @Nullable Future<?> alarm;
  private int alarmsAtOnce;
  private boolean asking;
  private long askedAt;

  /**
   * A place at the end of what has come.
   *
   * @param record knows how much has gone on from here
   * @param name the toxic's, to which its chance belongs
   * @param woken is run at the time of {@link #wakeAt}
   * @param alarmed is run when an alarm goes off
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
   * It stands still between {@link #asks} and {@link #answered}: whether what has just come has to
   * wait then follows from its delay alone, however long the toxic takes to say so.
   */
  @Override
  public long now() {
    return asking ? askedAt : clock();
  }

  /** The time, which never stands still. */
  long clock() {
    return chain.facts().now();
  }

  /** The toxic is asked, at that time, what is to become of something. */
  void asks(long time) {
    asking = true;
    askedAt = time;
  }

  /** It has said so. */
  void answered() {
    asking = false;
  }

  @Override
  public double nextDraw() {
    return draws.next(start + record.gone());
  }

  /** Something has come: it may ask for alarms again. */
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
    alarm = at(time, this::alarm);
  }

  private void alarm() {
    alarm = null;
    alarmed.run();
  }

  /** What waits is to go on at that time. */
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

  /** Neither wakes nor alarms any more. */
  void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }
}
