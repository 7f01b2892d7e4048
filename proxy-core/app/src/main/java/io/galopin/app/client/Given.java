package io.galopin.app.client;

import io.galopin.app.console.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed for a client command.
 *
 * @param usage how the command is written
 * @param operands at least as many as it needs
 * @param values of the options that were given, by name; none for a switch
 */
record Given(String usage, List<String> operands, Map<String, List<String>> values) {

  Given {
    operands = List.copyOf(operands);
    values = Map.copyOf(values);
  }

  /** The first operand. */
  String operand() {
    return operands.get(0);
  }

  /** The operands behind the first. */
  List<String> others() {
    return operands.subList(1, operands.size());
  }

  boolean has(ClientOption option) {
    return values.containsKey(option.name());
  }

  Optional<String> value(ClientOption option) {
    return values(option).stream().findFirst();
  }

  List<String> values(ClientOption option) {
    return values.getOrDefault(option.name(), List.of());
  }

  /**
   * The value of an option without which the command makes no sense.
   *
   * @throws CommandFailure if it was not given
   */
  String required(ClientOption option) {
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
