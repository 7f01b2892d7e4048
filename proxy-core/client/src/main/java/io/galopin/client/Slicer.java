package io.galopin.client;

import java.time.Duration;

/**
 * A {@code slicer}, which cuts data into pieces.
 *
 * @param averageSize the average size of a piece, in bytes
 * @param variation the largest deviation from the average, in bytes
 * @param delay how long to wait after each piece
 */
public record Slicer(int averageSize, int variation, Duration delay) implements ToxicDraft {

  /** Returns a slicer whose pieces vary in size by up to {@code most} bytes. */
  public Slicer variation(int most) {
    return new Slicer(averageSize, most, delay);
  }

  /** Returns a slicer that waits after each piece. */
  public Slicer delay(Duration pause) {
    return new Slicer(averageSize, variation, pause);
  }

  @Override
  public Toxic toxic() {
    return Toxic.of("slicer")
        .with("average_size", averageSize)
        .with("size_variation", variation)
        .with("delay", Quantities.in(Toxic.MICROSECOND, delay));
  }
}
