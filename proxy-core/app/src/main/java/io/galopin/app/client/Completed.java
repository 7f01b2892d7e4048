package io.galopin.app.client;

import io.galopin.app.console.Command;
import picocli.CommandLine.Model.CommandSpec;

/** A command that a shell can complete. */
public interface Completed extends Command {

  /** Its options, and the words that come next. */
  CommandSpec forCompletion();
}
