package io.galopin.app.client.command;

import io.galopin.app.console.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parsed arguments of a client command.
 *
 * @param usage the usage line
 * @param operands at least as many as the command needs
 * @param values the values of the given options, by name; no values for a switch
 */
public record Given(String usage, List<String> operands, Map<String, List<String>> values) {

  public Given {
    operands = List.copyOf(operands);
    values = Map.copyOf(values);
  }

  public String operand() {
    return operands.get(0);
  }

  /** The operands after the first. */
  public List<String> others() {
    return operands.subList(1, operands.size());
  }

  public boolean has(ClientOption option) {
    return values.containsKey(option.name());
  }

  public Optional<String> value(ClientOption option) {
    return values(option).stream().findFirst();
  }

  public List<String> values(ClientOption option) {
    return values.getOrDefault(option.name(), List.of());
  }

  /**
   * The value of a required option.
   *
   * @throws CommandFailure if it was not given
   */
  public String required(ClientOption option) {
    return value(option)
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                CommandFailure.wrong(
                    option.name()
                        + ": missing (expected: "
                        + usage.replace("[OPTION...]", option.name())
                        + " "
                        + option.label()
                        + ")"));
  }
}
