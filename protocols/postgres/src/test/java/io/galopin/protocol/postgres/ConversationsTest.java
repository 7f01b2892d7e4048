package io.galopin.protocol.postgres;

import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole conversations, in whatever pieces they come, and with bytes changed. */
class ConversationsTest {

  /** Bytes that mean something to PostgreSQL. */
  private static final String TELLING = "QPBDECHSFXdcfpRTZNAGW\0\0\0\0\u0004\u0005\u0008\u00ffI";

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenHoweverItComes(Script script) {
    script.check(new PostgresProtocolFactory(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsSomeMutantsOrRefusesThem(Script script) {
    Garbage.of(new PostgresProtocolFactory(), Map.of())
        .telling(TELLING)
        .checkMutants(script.dialogue(), 50);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsAMutantOrRefusesIt(Script script) {
    Garbage.of(new PostgresProtocolFactory(), Map.of())
        .telling(TELLING)
        .checkMutants(script.dialogue());
  }
}
