package io.galopin.telemetry;

import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.time.Duration;

/**
 * How fast things are sent, and how long a collector is waited for.
 *
 * @param pause between two looks at exchanges that are over, unless many wait
 * @param backoff between the first two attempts of a request; doubled for the third
 * @param patience how long the end waits for what is left to be sent
 */
record Pace(Duration pause, Duration backoff, Duration patience) {

  static final Pace USUAL =
      new Pace(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(3));

  /** For a collector that is busy or begins again. One that is away is soon said to be. */
  RetryPolicy retry() {
    return RetryPolicy.builder()
        .setMaxAttempts(3)
        .setInitialBackoff(backoff)
        .setMaxBackoff(backoff.multipliedBy(4))
        .setBackoffMultiplier(2)
        .build();
  }
}
