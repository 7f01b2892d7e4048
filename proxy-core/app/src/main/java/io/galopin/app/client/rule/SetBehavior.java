package io.galopin.app.client.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Pairs;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Changes what a running proxy does to exchanges. */
public final class SetBehavior implements ClientCommand {

  private static final ClientOption OPTION =
      ClientOption.repeated(
          "KEY=VALUE",
          "an option of the behavior; in a mix with its name, as in delay.sleep=2",
          "-o",
          "--option");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "behavior set",
        List.of(),
        List.of("NAME"),
        "Sets the behavior for every exchange from now on: its name, or a mix as in 20:delay.",
        List.of(OPTION, Behaviors.PROXY),
        """
        galopin behavior set delay --option sleep=2
        galopin behavior set 20:delay,5:error --option delay.sleep=2""");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String name = given.operand();
    ObjectNode options = Pairs.object(OPTION, given.values(OPTION));
    ObjectNode body = name.indexOf(':') < 0 ? options : nested(options);
    JsonNode reply = server.put(Behaviors.path(given), body.put("name", name));
    report.sentence(reply, "the behavior is " + name);
  }

  /** Turns {@code delay.sleep} of a mix into {@code sleep} in an object {@code delay}. */
  private static ObjectNode nested(ObjectNode options) {
    ObjectNode nested = Json.object();
    options
        .properties()
        .forEach(
            option -> {
              String key = option.getKey();
              int dot = key.indexOf('.');
              if (dot < 0) {
                nested.set(key, option.getValue());
              } else {
                nested
                    .withObjectProperty(key.substring(0, dot))
                    .set(key.substring(dot + 1), option.getValue());
              }
            });
    return nested;
  }
}
