package io.galopin.app.scenario;

import io.galopin.app.client.CommandFamily;
import io.galopin.app.client.Completed;
import java.util.List;
import java.util.Map;

/** The commands that begin with {@code galopin scenario}. */
public final class ScenarioCommands {

  private ScenarioCommands() {}

  /**
   * Returns the commands.
   *
   * @param environment says where the server is if no option does
   * @param own runs proxies in this process
   */
  public static Completed family(Map<String, String> environment, OwnProcess own) {
    return new CommandFamily(
        "scenario",
        "Runs scenarios: what happens when, what must hold, and how it is judged.",
        List.of(
            new RunScenario(environment, own),
            new CheckScenario(),
            ListScenarios.list(),
            ListScenarios.stop()));
  }
}
