package io.galopin.scenario.run;

import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.Window;
import java.time.Duration;
import java.util.List;

/** Is told how a run goes, on the run's thread. Methods must return soon. */
public interface Progress {

  /** Wants to know nothing. */
  Progress NONE = new Progress() {};

  /** A stage has begun; {@code baseline} before the first. */
  default void began(String stage, List<String> injected, Duration longest) {}

  /** A stage has ended. */
  default void ended(String stage, long faults) {}

  /** A call of a probe is over, or exchanges that a probe only counts. In the order of answers. */
  default void seen(Sample sample) {}

  /**
   * Some time has passed, half a second or so.
   *
   * @param stages which are under way, with the time that each has left
   * @param recent what each probe saw in the last few seconds
   */
  default void passed(List<Left> stages, List<Window> recent) {}

  /**
   * A stage that is under way.
   *
   * @param left until its end, at the longest
   * @param faults how many it has injected so far
   */
  record Left(String stage, Duration left, long faults) {}
}
