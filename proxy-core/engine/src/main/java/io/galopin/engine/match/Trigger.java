package io.galopin.engine.match;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a rule may act: on which matching calls, and in which time windows. Calls are counted from 1
 * while a window is open. Immutable; {@code toString} returns what a user would write.
 *
 * @param first the first call on which it acts, at least 1
 * @param last the last one, at least {@code first}; {@link Long#MAX_VALUE} for no end
 * @param every acts on every n-th call; at least 1
 * @param after how long after the rule was set the window opens
 * @param until how long after the rule was set the window closes; null for never
 * @param period how often the window opens again, from {@code after} on; null for once
 * @param open how long it is open each time, shorter than {@code period}; null if that is
 * @param perConnection whether calls are counted and times are measured separately for each
 *     connection
 */
public record Trigger(
    long first,
    long last,
    long every,
    Duration after,
    @Nullable Duration until,
    @Nullable Duration period,
    @Nullable Duration open,
    boolean perConnection) {

  /** On every call, at any time. */
  public static final Trigger ALWAYS =
      new Trigger(1, Long.MAX_VALUE, 1, Duration.ZERO, null, null, null, false);

  private static final Option<Duration> TIME =
      Option.duration("trigger", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(365), "");

  public Trigger {
    if (first < 1 || every < 1) {
      throw new OptionException("trigger", Math.min(first, every), "counts from 1 on");
    }
    if (last < first) {
      throw new OptionException(
          "trigger", first + ".." + last, "calls from the earlier to the later");
    }
    if (until != null && until.compareTo(after) <= 0) {
      throw new OptionException(
          "trigger",
          "after " + TIME.text(after) + " until " + TIME.text(until),
          "an end after the beginning");
    }
    if (period != null && (open == null || open.isZero() || open.compareTo(period) >= 0)) {
      throw new OptionException(
          "trigger",
          "every " + TIME.text(period),
          "for a time that is shorter, as in every 10 s for 2 s");
    }
  }

  /** Whether it allows every call at any time. */
  public boolean isAlways() {
    return equals(ALWAYS);
  }

  /** Whether it depends on the count of calls. */
  public boolean counts() {
    return first > 1 || last < Long.MAX_VALUE || every > 1;
  }

  /** Whether it depends on time. */
  public boolean timed() {
    return !after.isZero() || until != null || period != null;
  }

  /** Whether it acts on a call, counted from 1. */
  public boolean acts(long call) {
    return call >= first && call <= last && call % every == 0;
  }

  /** Whether a window is open {@code elapsed} nanoseconds after the rule was set. */
  public boolean isOpen(long elapsed) {
    if (elapsed < after.toNanos() || (until != null && elapsed >= until.toNanos())) {
      return false;
    }
    return period == null
        || open == null
        || (elapsed - after.toNanos()) % period.toNanos() < open.toNanos();
  }

  /**
   * Returns when a window next opens or closes, in nanoseconds after the rule was set; {@link
   * Long#MAX_VALUE} if never.
   */
  public long nextChange(long elapsed) {
    long begin = after.toNanos();
    long end = until == null ? Long.MAX_VALUE : until.toNanos();
    if (elapsed < begin) {
      return begin;
    }
    if (elapsed >= end) {
      return Long.MAX_VALUE;
    }
    if (period == null || open == null) {
      return end;
    }
    long within = (elapsed - begin) % period.toNanos();
    long start = elapsed - within;
    return Math.min(
        end, within < open.toNanos() ? start + open.toNanos() : start + period.toNanos());
  }

  @Override
  public String toString() {
    List<String> clauses = new ArrayList<>();
    if (last < Long.MAX_VALUE) {
      clauses.add(
          first == 1
              ? (last == 1 ? "once" : "first " + last)
              : first == last ? "call " + first : "calls " + first + ".." + last);
    } else if (first > 1) {
      clauses.add("calls " + first + "..");
    }
    if (every > 1) {
      clauses.add("every " + every);
    }
    if (!after.isZero()) {
      clauses.add("after " + TIME.text(after));
    }
    if (until != null) {
      clauses.add("until " + TIME.text(until));
    }
    if (period != null && open != null) {
      clauses.add("every " + TIME.text(period) + " for " + TIME.text(open));
    }
    if (perConnection) {
      clauses.add("per connection");
    }
    return String.join(" ", clauses);
  }
}
