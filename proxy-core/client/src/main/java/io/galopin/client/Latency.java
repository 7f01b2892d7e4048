package io.galopin.client;

import java.time.Duration;

/**
 * A {@code latency}: each piece of data leaves later than it arrived.
 *
 * @param latency by how much
 * @param jitter by how much more or less at most
 */
public record Latency(Duration latency, Duration jitter) implements ToxicDraft {

  /** The same with another jitter. */
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
