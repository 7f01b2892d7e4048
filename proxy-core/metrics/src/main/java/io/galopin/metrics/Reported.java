package io.galopin.metrics;

/** Something that statsd is told of. */
interface Reported {

  /** Writes what was counted since the last time. On statsd's thread alone. */
  void report(StatsdLines lines);
}
