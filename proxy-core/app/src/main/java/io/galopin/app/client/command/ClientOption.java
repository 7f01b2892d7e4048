package io.galopin.app.client.command;

import java.util.List;

/**
 * An option of a client command.
 *
 * @param names short ones first, with their hyphens; the last is the one that sentences use
 * @param label what stands for the value in the help; empty for a switch
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

  /** An option that is there or not. */
  public static ClientOption flag(String description, String... names) {
    return new ClientOption(List.of(names), "", description, false);
  }

  /** An option that takes a value each time. */
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
