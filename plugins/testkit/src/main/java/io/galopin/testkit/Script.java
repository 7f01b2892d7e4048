package io.galopin.testkit;

import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A dialogue with a name and with what is to be seen of it. Immutable.
 *
 * <pre>{@code
 * Script.of("ping").clientLines("PING").backendLines("PONG").sees("> PING", ">| 6", "< PONG", "<| 6")
 * }</pre>
 *
 * @param seen as {@link TestSession#seen} has it
 */
public record Script(String name, Dialogue dialogue, List<String> seen) {

  /** Copies what is to be seen. */
  public Script {
    seen = List.copyOf(seen);
  }

  /** Nothing has been said yet. */
  public static Script of(String name) {
    return new Script(name, Dialogue.start(), List.of());
  }

  /** The same, and then the client says this. */
  public Script client(String bytes) {
    return new Script(name, dialogue.client(bytes), seen);
  }

  /** The same, and then the backend says this. */
  public Script backend(String bytes) {
    return new Script(name, dialogue.backend(bytes), seen);
  }

  /** The same, and then the client says these lines, each with its CR LF. */
  public Script clientLines(String... lines) {
    return client(String.join("\r\n", lines) + "\r\n");
  }

  /** The same, and then the backend says these lines, each with its CR LF. */
  public Script backendLines(String... lines) {
    return backend(String.join("\r\n", lines) + "\r\n");
  }

  /** The same, of which this is to be seen, too. */
  public Script sees(String... more) {
    return new Script(name, dialogue, Stream.concat(seen.stream(), Stream.of(more)).toList());
  }

  /**
   * Demands that this is seen, neither more nor less, and that it is so {@linkplain
   * ProtocolContract#seesTheSameAtEverySplit however the bytes come}; that {@linkplain
   * ProtocolContract#keepsBytes all of them go on}; and that both sides may end then.
   *
   * @throws AssertionError with a sentence about what is not so
   */
  public void check(ProtocolFactory factory, Map<String, ?> options) {
    try (TestSession session = TestSession.of(factory, options).play(dialogue)) {
      ProtocolContract.requireSame(session.seen(), seen, name);
    }
    ProtocolContract.keepsBytes(factory, options, dialogue);
    ProtocolContract.seesTheSameAtEverySplit(factory, options, dialogue);
  }

  @Override
  public String toString() {
    return name;
  }
}
