package io.galopin.control;

import io.galopin.rules.profile.Profiles;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The files of a run that calls are about.
 *
 * @param reloads reads the configuration again
 * @param state keeps what calls change
 * @param profiles returns those that are known now
 */
public record RunFiles(
    Optional<? extends Reloads> reloads,
    Optional<? extends State> state,
    Supplier<Profiles> profiles) {

  /** No files. */
  public static RunFiles none() {
    return new RunFiles(Optional.empty(), Optional.empty(), Profiles::builtIn);
  }
}
