package io.galopin.engine.rule;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a toxic has counted since it was set: on how many connections it came how far. A changed
 * toxic goes on counting. Thread-safe.
 */
public final class ToxicTally {

  /** How far a toxic can come on a connection. */
  public enum Step {
    /** The connection was open while it was set. */
    SEEN,
    /** Its condition and its trigger allowed it to act there. */
    WITHIN,
    /** Its toxicity chose the connection. */
    CHOSEN,
    /** Its time to act had come. */
    OPEN,
    /** Something came to a toxic before it on the same link. */
    BEFORE,
    /** Something came to itself. */
    REACHED,
    /** It did something, as the journal says. */
    FIRED
  }

  /** Has all steps from the beginning. */
  private final Map<Step, LongAdder> counts = new EnumMap<>(Step.class);

  private volatile @Nullable String predecessor;

  ToxicTally() {
    Stream.of(Step.values()).forEach(step -> counts.put(step, new LongAdder()));
  }

  private LongAdder of(Step step) {
    return Objects.requireNonNull(counts.get(step));
  }

  /** Once for a connection. */
  void count(Step step) {
    of(step).increment();
  }

  /** Something came to this toxic, which is before it. */
  public void predecessor(String toxic) {
    predecessor = toxic;
  }

  /** On how many connections it came so far. */
  public long connections(Step step) {
    return of(step).sum();
  }

  /** The last toxic before it to which something came; empty if there was none. */
  public Optional<String> predecessor() {
    return Optional.ofNullable(predecessor);
  }
}
