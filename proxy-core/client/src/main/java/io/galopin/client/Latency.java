package io.galopin.client;

import java.time.Duration;

/**
 * A {@code latency}, which delays each piece of data.
 *
 * @param latency the delay
 * @param jitter the largest deviation from it
 */
public record Latency(Duration latency, Duration jitter) implements ToxicDraft {

  /** Returns a latency with another jitter. */
  public Latency jitter(Duration most) {
    return new Latency(latency, most);
  }

  @Override
  public Toxic toxic() {
    return Toxic.of("latency")
        .with("latency", Quantities.in(Toxic.MILLISECOND, latency))
        .with("jitter", Quantities.in(Toxic.MILLISECOND, jitter));
  }
}
