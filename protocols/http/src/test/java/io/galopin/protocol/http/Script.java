package io.galopin.protocol.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as it is on the wire, in turns of either side, and what is to be seen in it.
 *
 * @param steps who says what, one character per byte
 * @param seen what a {@link Conversation} sees
 */
record Script(String name, List<Step> steps, List<String> seen) {

  record Step(boolean fromClient, String bytes) {}

  static Script of(String name) {
    return new Script(name, new ArrayList<>(), new ArrayList<>());
  }

  /** The client says these lines, each with its CR LF. */
  Script client(String... lines) {
    return clientBytes(String.join("\r\n", lines) + "\r\n");
  }

  Script clientBytes(String bytes) {
    steps.add(new Step(true, bytes));
    return this;
  }

  /** The backend says these lines, each with its CR LF. */
  Script backend(String... lines) {
    return backendBytes(String.join("\r\n", lines) + "\r\n");
  }

  Script backendBytes(String bytes) {
    steps.add(new Step(false, bytes));
    return this;
  }

  Script sees(String... what) {
    seen.addAll(List.of(what));
    return this;
  }

  String sent(boolean byClient) {
    StringBuilder all = new StringBuilder();
    for (Step step : steps) {
      if (step.fromClient() == byClient) {
        all.append(step.bytes());
      }
    }
    return all.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
