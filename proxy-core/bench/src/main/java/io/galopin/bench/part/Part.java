package io.galopin.bench.part;

import io.galopin.bench.report.Results;
import java.io.IOException;

/** One part of the benchmark. */
public interface Part {

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
