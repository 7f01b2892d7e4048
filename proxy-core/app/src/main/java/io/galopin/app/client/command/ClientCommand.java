package io.galopin.app.client.command;

import io.galopin.app.console.CommandFailure;

/** One thing that can be asked of a server with the control API. */
public interface ClientCommand {

  /** How it is written. */
  Syntax syntax();

  /**
   * Asks the server and reports what it replied.
   *
   * @throws CommandFailure if what was given makes no sense, or if the server cannot be reached or
   *     refuses
   */
  void run(Given given, ControlApi server, Report report);
}
