package io.galopin.app.client.command;

import io.galopin.app.console.CommandFailure;

/** One command for a server with the control API. */
public interface ClientCommand {

  /** What the command line looks like. */
  Syntax syntax();

  /**
   * Calls the server and reports its reply.
   *
   * @throws CommandFailure if the arguments are wrong, or if the server cannot be reached or
   *     refuses the call
   */
  void run(Given given, ControlApi server, Report report);
}
