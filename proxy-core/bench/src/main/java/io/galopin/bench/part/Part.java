package io.galopin.bench.part;

import io.galopin.bench.report.Results;
import java.io.IOException;
import java.util.List;

/** One part of the benchmark. */
public interface Part {

  /** All parts, in the order of the report. */
  List<Part> ALL =
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

  /** Returns its name on the command line. */
  String name();

  /** Returns its heading in the report. */
  String title();

  /** Returns what is measured and how, in Markdown. */
  String about();

  /**
   * Measures. Ends every process that it started.
   *
   * @throws IOException if the load itself fails; a peer that fails is noted in the results
   */
  Results run(Bench bench) throws IOException, InterruptedException;
}
