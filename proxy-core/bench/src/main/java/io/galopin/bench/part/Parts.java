package io.galopin.bench.part;

import java.util.List;

/** What the benchmark consists of. */
public final class Parts {

  /** All parts, in the order of the report. */
  public static final List<Part> ALL =
      List.of(
          new Throughput(),
          new RoundTripTimes(),
          new HttpAndRedis(),
          new Mysql(),
          new NewConnections(),
          new Tls(),
          new Memory(),
          new Toxics(),
          new Control(),
          new Flaps(),
          new Start(),
          new Awareness());

  private Parts() {}
}
