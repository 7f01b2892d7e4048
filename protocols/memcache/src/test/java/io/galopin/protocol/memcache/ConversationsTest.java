package io.galopin.protocol.memcache;

import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests whole conversations in random pieces, and with changed bytes. */
class ConversationsTest {

  /** Bytes that have a meaning in Memcache's protocols. */
  private static final String TELLING =
      "\r\n\r\n  0159-qkvOSgetVALUENDMB\u0000\u0001\t\u0010\u007f\u0080\u0081\u00ff";

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenHoweverItComes(Script script) {
    script.check(new MemcacheProtocolFactory(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsSomeMutantsOrRefusesThem(Script script) {
    SessionFuzzTest.GARBAGE.telling(TELLING).checkMutants(script.dialogue(), 50);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsAMutantOrRefusesIt(Script script) {
    SessionFuzzTest.GARBAGE.telling(TELLING).checkMutants(script.dialogue());
  }
}
