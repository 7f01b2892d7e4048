package io.galopin.protocol.http;

import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests whole conversations in random pieces, and with changed bytes. */
class ConversationsTest {

  /** Bytes that have a meaning in HTTP. */
  private static final String TELLING =
      "\r\n\r\n :;,0159aAfFxX\t\u0000\u007f\u0080\u00ff/.?@%-+=\"";

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenHoweverItComes(Script script) {
    script.check(new HttpProtocolFactory(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsSomeMutantsOrRefusesThem(Script script) {
    Garbage.of(new HttpProtocolFactory(), Map.of())
        .telling(TELLING)
        .checkMutants(script.dialogue(), 50);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsAMutantOrRefusesIt(Script script) {
    Garbage.of(new HttpProtocolFactory(), Map.of())
        .telling(TELLING)
        .checkMutants(script.dialogue());
  }
}
