package io.galopin.client;

import java.time.Duration;

/**
 * A {@code slicer}: data is cut into pieces.
 *
 * @param averageSize bytes of a piece
 * @param variation by how many bytes more or less at most
 * @param delay the pause between two pieces
 */
public record Slicer(int averageSize, int variation, Duration delay) implements ToxicDraft {

  /** The same with pieces of different sizes. */
  public Slicer variation(int most) {
    return new Slicer(averageSize, most, delay);
  }

  /** The same with a pause between two pieces. */
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
