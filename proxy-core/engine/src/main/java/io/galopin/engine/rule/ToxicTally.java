package io.galopin.engine.rule;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a toxic since it was set: the number of connections on which it reached each
 * step. A changed toxic keeps its counters. Thread-safe.
 */
public final class ToxicTally {

  /** The steps that a toxic can reach on a connection. */
  public enum Step {
    /** The connection was open while it was set. */
    SEEN,
    /** Its condition and its trigger allowed it to act there. */
    WITHIN,
    /** Its toxicity chose the connection. */
    CHOSEN,
    /** Its time to act had come. */
    OPEN,
    /** Bytes or the end reached an earlier toxic on the same link. */
    BEFORE,
    /** Bytes or the end reached this toxic. */
    REACHED,
    /** It did something, which is in the journal. */
    FIRED
  }

  /** Has an entry for every step from the start. */
  private final Map<Step, LongAdder> counts = new EnumMap<>(Step.class);

  private volatile @Nullable String predecessor;

  ToxicTally() {
    Stream.of(Step.values()).forEach(step -> counts.put(step, new LongAdder()));
  }

  private LongAdder of(Step step) {
    return Objects.requireNonNull(counts.get(step));
  }

  /** Called once per connection. */
  void count(Step step) {
    of(step).increment();
  }

  /** Notes that something reached {@code toxic}, which is before this one. */
  public void predecessor(String toxic) {
    predecessor = toxic;
  }

  /** Returns on how many connections it reached this step. */
  public long connections(Step step) {
    return of(step).sum();
  }

  /** Returns the last earlier toxic that something reached; empty if there was none. */
  public Optional<String> predecessor() {
    return Optional.ofNullable(predecessor);
  }
}
