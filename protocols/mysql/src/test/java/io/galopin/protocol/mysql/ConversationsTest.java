package io.galopin.protocol.mysql;

import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole conversations, in whatever pieces they come, and with bytes changed. */
class ConversationsTest {

  /** Bytes that mean something to MySQL. */
  private static final String TELLING = "\0\0\1\2\3\4\n\u0016\u0017\u00fa\u00fb\u00fc\u00fe\u00ff";

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenHoweverItComes(Script script) {
    script.check(new MysqlProtocolFactory(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsSomeMutantsOrRefusesThem(Script script) {
    mutants().checkMutants(script.dialogue(), 20);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsAMutantOrRefusesIt(Script script) {
    mutants().checkMutants(script.dialogue());
  }

  private static Garbage mutants() {
    return Garbage.of(new MysqlProtocolFactory(), Map.of("compression", "pass")).telling(TELLING);
  }
}
