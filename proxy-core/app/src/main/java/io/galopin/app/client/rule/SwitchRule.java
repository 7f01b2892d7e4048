package io.galopin.app.client.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/**
 * Switches a rule of a running proxy on or off.
 *
 * @param enabled whether it is switched on
 */
public record SwitchRule(boolean enabled) implements ClientCommand {

  public static SwitchRule on() {
    return new SwitchRule(true);
  }

  public static SwitchRule off() {
    return new SwitchRule(false);
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        "rules " + word(),
        List.of(),
        List.of("PROXY", "RULE"),
        "Switches a rule " + word() + " by its name. It keeps its counts.",
        List.of(),
        "galopin rules " + word() + " web slow");
  }

  private String word() {
    return enabled ? "on" : "off";
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String rule = given.others().get(0);
    JsonNode reply =
        server.post(Rules.path(given.operand(), rule), Json.object().put("enabled", enabled));
    report.change(reply, Rules.table(List.of(reply)), rule + " is " + word());
  }
}
