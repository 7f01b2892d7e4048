package io.galopin.protocol.redis;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation and what is to be seen of it.
 *
 * @param steps what each side says, in turn
 * @param seen as {@link Conversation#seen} has it
 */
record Script(String name, List<Step> steps, List<String> seen) {

  /** What one side says. */
  record Step(boolean fromClient, String bytes) {}

  static Script named(String name) {
    return new Script(name, List.of(), List.of());
  }

  Script client(String bytes) {
    return with(new Step(true, bytes));
  }

  Script backend(String bytes) {
    return with(new Step(false, bytes));
  }

  private Script with(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new Script(name, more, seen);
  }

  Script sees(String... what) {
    return new Script(name, steps, List.of(what));
  }

  /** All that one side says. */
  String sent(boolean fromClient) {
    StringBuilder sent = new StringBuilder();
    for (Step step : steps) {
      if (step.fromClient() == fromClient) {
        sent.append(step.bytes());
      }
    }
    return sent.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
