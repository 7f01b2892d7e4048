package io.galopin.app.client;

import io.galopin.app.console.Command;
import picocli.CommandLine.Model.CommandSpec;

/** A command that a shell can complete. */
public interface Completed extends Command {

  /** The options of the command, and its subcommands. */
  CommandSpec forCompletion();
}
