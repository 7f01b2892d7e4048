package io.galopin.testkit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests of whole conversations, in whatever pieces they come, and with bytes changed. A test class
 * of a protocol implements it and has them:
 *
 * <pre>{@code
 * class ConversationsTest implements Conversations {
 *   public List<Script> scripts() {
 *     return List.of(Script.of("ping").clientLines("PING").backendLines("PONG").sees("> PING", …));
 *   }
 *
 *   public Garbage mutants() {
 *     return Garbage.of(new EchoFactory(), Map.of()).telling("\r\n 019");
 *   }
 * }
 * }</pre>
 */
public interface Conversations {

  /** The conversations. */
  List<Script> scripts();

  /** The protocol, its options, and how bytes of its conversations are changed. */
  Garbage mutants();

  /** How many mutants of each conversation are tried in an ordinary build; at least 1. */
  default int someMutants() {
    return 50;
  }

  /** Checks each conversation with the protocol's default options; see {@link Script#check}. */
  @TestFactory
  default Stream<DynamicTest> isSeenHoweverItComes() {
    return each(script -> script.check(mutants().factory(), Map.of()));
  }

  /** Checks some mutants of each conversation. */
  @TestFactory
  default Stream<DynamicTest> forwardsSomeMutantsOrRefusesThem() {
    return each(script -> mutants().checkMutants(script.dialogue(), someMutants()));
  }

  /** Checks many mutants of each conversation, which takes long. */
  @Tag("thorough")
  @TestFactory
  default Stream<DynamicTest> forwardsAMutantOrRefusesIt() {
    return each(script -> mutants().checkMutants(script.dialogue()));
  }

  /** A test of its own for each conversation. */
  default Stream<DynamicTest> each(Consumer<Script> check) {
    return scripts().stream()
        .map(script -> DynamicTest.dynamicTest(script.name(), () -> check.accept(script)));
  }
}
