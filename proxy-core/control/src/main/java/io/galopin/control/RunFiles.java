package io.galopin.control;

import java.util.Optional;

/**
 * The files of a run that calls are about.
 *
 * @param reloads reads the configuration again
 * @param state keeps what calls change
 */
public record RunFiles(Optional<? extends Reloads> reloads, Optional<? extends State> state) {

  /** No files. */
  public static RunFiles none() {
    return new RunFiles(Optional.empty(), Optional.empty());
  }
}
