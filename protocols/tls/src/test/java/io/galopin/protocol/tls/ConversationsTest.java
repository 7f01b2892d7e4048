package io.galopin.protocol.tls;

import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole handshakes, in whatever pieces they come, and with bytes changed. */
class ConversationsTest {

  /** Bytes that mean something to TLS. */
  private static final String TELLING = "\u0016\u0003\u0003\u0015\u0014\u0017\0\1\2\u0000\u00ff+*";

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenHoweverItComes(Script script) {
    script.check(new TlsProtocolFactory(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsSomeMutantsOrRefusesThem(Script script) {
    mutants().checkMutants(script.dialogue(), 25);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsAMutantOrRefusesIt(Script script) {
    mutants().checkMutants(script.dialogue());
  }

  private static Garbage mutants() {
    return Garbage.of(new TlsProtocolFactory(), Map.of()).telling(TELLING);
  }
}
