package io.galopin.scenario.run;

import io.galopin.client.GalopinException;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes calls that may fail now and then, as a server may be busy. If they fail for longer than
 * changes last without being renewed, the server is lost. Not thread-safe.
 */
final class Contact {

  private final Clock clock;
  private Optional<String> failure = Optional.empty();
  private long failingSince;

  Contact(Clock clock) {
    this.clock = clock;
  }

  /** Makes a call. What it says if it fails is remembered until one succeeds. */
  void attempt(Runnable call) {
    long begun = clock.nanos();
    try {
      call.run();
      failure = Optional.empty();
    } catch (GalopinException failed) {
      if (failure.isEmpty()) {
        failingSince = begun;
      }
      failure = Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  /** Whether it is time to give up. */
  boolean isLost() {
    return failure.isPresent()
        && Duration.ofNanos(clock.nanos() - failingSince).compareTo(Doing.LEASE) >= 0;
  }

  /** What the last call said if it has failed. */
  Optional<String> failure() {
    return failure;
  }
}
