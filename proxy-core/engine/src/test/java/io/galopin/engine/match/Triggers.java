package io.galopin.engine.match;

import java.time.Duration;

/** Triggers for tests. */
public final class Triggers {

  private Triggers() {}

  /** On these calls, both ends included. */
  public static Trigger calls(long first, long last) {
    return new Trigger(first, last, 1, Duration.ZERO, null, null, null, false);
  }

  /** From this call on. */
  public static Trigger from(long first) {
    return calls(first, Long.MAX_VALUE);
  }

  /** On the first calls. */
  public static Trigger first(long last) {
    return calls(1, last);
  }

  /** On every n-th call. */
  public static Trigger every(long n) {
    return every(n, Trigger.ALWAYS);
  }

  /** On every n-th of the calls of a trigger. */
  public static Trigger every(long n, Trigger of) {
    return new Trigger(of.first(), of.last(), n, of.after(), of.until(), null, null, false);
  }

  /** From some time on. */
  public static Trigger after(Duration time) {
    return after(time, Trigger.ALWAYS);
  }

  /** The same from some time on. */
  public static Trigger after(Duration time, Trigger of) {
    return new Trigger(of.first(), of.last(), of.every(), time, of.until(), null, null, false);
  }

  /** Until some time. */
  public static Trigger until(Duration time) {
    return until(time, Trigger.ALWAYS);
  }

  /** The same until some time. */
  public static Trigger until(Duration time, Trigger of) {
    return new Trigger(of.first(), of.last(), of.every(), of.after(), time, null, null, false);
  }

  /** The same, counted and measured for each connection. */
  public static Trigger perConnection(Trigger of) {
    return new Trigger(
        of.first(), of.last(), of.every(), of.after(), of.until(), of.period(), of.open(), true);
  }
}
