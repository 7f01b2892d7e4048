package io.galopin.bench.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that stands between client and backend, or nothing at all.
 *
 * @param name unique, as it is shown
 * @param program what has to be installed; empty for nothing
 * @param command what is started, with the placeholders of {@link Site}; empty for none
 * @param jvm whether it is a JVM, which can be asked to collect
 * @param environment variables added to those of this process
 */
public record Peer(
    String name,
    String program,
    List<String> command,
    boolean jvm,
    Map<String, String> environment) {

  /** No relay: the client talks to the backend. */
  public static final Peer DIRECT = new Peer("direct", "", List.of(), false, Map.of());

  public Peer {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  public boolean isDirect() {
    return command.isEmpty();
  }

  /** What the last word of the command names: the file that says what is relayed. */
  public String configuration() {
    return command.isEmpty() ? "" : command.get(command.size() - 1);
  }

  /** The same under another name, started by another program. */
  Peer startedBy(String otherProgram, String otherName) {
    List<String> other =
        command.stream().map(word -> word.equals(program) ? otherProgram : word).toList();
    return new Peer(otherName, otherProgram, other, jvm, environment);
  }

  /** The same under another name, with one more variable. */
  public Peer with(String otherName, String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Peer(otherName, program, command, jvm, more);
  }
}
