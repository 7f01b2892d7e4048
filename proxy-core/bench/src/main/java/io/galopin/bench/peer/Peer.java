package io.galopin.bench.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that relays between client and backend, or none.
 *
 * @param name unique, for display
 * @param program the program that must be installed; empty for none
 * @param command the command line, with the placeholders of {@link Site}; empty for none
 * @param jvm whether it is a JVM, which can be asked for a garbage collection
 * @param environment variables added to those of this process
 */
public record Peer(
    String name,
    String program,
    List<String> command,
    boolean jvm,
    Map<String, String> environment) {

  /** No relay: the client talks directly to the backend. */
  public static final Peer DIRECT = new Peer("direct", "", List.of(), false, Map.of());

  public Peer {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  public boolean isDirect() {
    return command.isEmpty();
  }

  /** Returns the configuration file, which is the last word of the command. */
  public String configuration() {
    return command.isEmpty() ? "" : command.get(command.size() - 1);
  }

  /** Returns the same peer with another name and program. */
  Peer startedBy(String otherProgram, String otherName) {
    List<String> other =
        command.stream().map(word -> word.equals(program) ? otherProgram : word).toList();
    return new Peer(otherName, otherProgram, other, jvm, environment);
  }

  /** Returns the same peer with another name and one more variable. */
  public Peer with(String otherName, String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Peer(otherName, program, command, jvm, more);
  }
}
