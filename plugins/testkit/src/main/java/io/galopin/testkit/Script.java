package io.galopin.testkit;

import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A named dialogue and what should be seen of it. Immutable.
 *
 * <pre>{@code
 * Script.of("ping").clientLines("PING").backendLines("PONG").sees("> PING", ">| 6", "< PONG", "<| 6")
 * }</pre>
 *
 * @param seen in the form of {@link TestSession#seen}
 */
public record Script(String name, Dialogue dialogue, List<String> seen) {

  public Script {
    seen = List.copyOf(seen);
  }

  /** Starts an empty script. */
  public static Script of(String name) {
    return new Script(name, Dialogue.start(), List.of());
  }

  /** Returns this script, followed by bytes of the client. */
  public Script client(String bytes) {
    return new Script(name, dialogue.client(bytes), seen);
  }

  /** Returns this script, followed by bytes of the backend. */
  public Script backend(String bytes) {
    return new Script(name, dialogue.backend(bytes), seen);
  }

  /** Returns this script, followed by lines of the client. Adds CR LF to each. */
  public Script clientLines(String... lines) {
    return client(String.join("\r\n", lines) + "\r\n");
  }

  /** Returns this script, followed by lines of the backend. Adds CR LF to each. */
  public Script backendLines(String... lines) {
    return backend(String.join("\r\n", lines) + "\r\n");
  }

  /** Returns this script, with more that should be seen. */
  public Script sees(String... more) {
    return new Script(name, dialogue, Stream.concat(seen.stream(), Stream.of(more)).toList());
  }

  /**
   * Checks that exactly this is seen, {@linkplain ProtocolContract#seesTheSameAtEverySplit however
   * the bytes arrive}. Also checks that {@linkplain ProtocolContract#keepsBytes all bytes go on}
   * and that both sides may end afterwards.
   *
   * @throws AssertionError with a sentence about what is wrong
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
