package io.galopin.bench.part;

import io.galopin.bench.report.Results;
import java.io.IOException;
import java.util.List;

/** One of the things that are measured. */
public interface Part {

  /** All of them, in the order of the report. */
  List<Part> ALL =
      List.of(
          new Throughput(),
          new RoundTripTimes(),
          new HttpAndRedis(),
          new NewConnections(),
          new Memory(),
          new Toxics(),
          new Control(),
          new Start(),
          new Awareness());

  /** What it is called on the command line. */
  String name();

  /** Its heading in the report. */
  String title();

  /** What is measured and how, in Markdown. */
  String about();

  /**
   * Measures; ends all that it started.
   *
   * @throws IOException if the load itself fails; a peer that fails is noted in the results
   */
  Results run(Bench bench) throws IOException, InterruptedException;
}
