package io.galopin.app.client.command;

import java.util.List;

/**
 * An option of a client command.
 *
 * @param names with their hyphens, short ones first; messages use the last one
 * @param label the placeholder of the value in the help; empty for a switch
 * @param description what it is for
 * @param repeated whether it may be given more than once
 */
public record ClientOption(List<String> names, String label, String description, boolean repeated) {

  public ClientOption {
    names = List.copyOf(names);
  }

  /** An option that takes one value. */
  public static ClientOption of(String label, String description, String... names) {
    return new ClientOption(List.of(names), label, description, false);
  }

  /** A switch, which takes no value. */
  public static ClientOption flag(String description, String... names) {
    return new ClientOption(List.of(names), "", description, false);
  }

  /** An option that may be given several times, each time with a value. */
  public static ClientOption repeated(String label, String description, String... names) {
    return new ClientOption(List.of(names), label, description, true);
  }

  public String name() {
    return names.get(names.size() - 1);
  }

  boolean isFlag() {
    return label.isEmpty();
  }
}
