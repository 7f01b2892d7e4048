package io.galopin.metrics;

/** Something that is reported to statsd. */
interface Reported {

  /** Writes what was counted since the last call. Called only on statsd's thread. */
  void report(StatsdLines lines);
}
