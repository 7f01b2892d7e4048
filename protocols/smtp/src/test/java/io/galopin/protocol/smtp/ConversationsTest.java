package io.galopin.protocol.smtp;

import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole conversations, in whatever pieces they come, and with bytes changed. */
class ConversationsTest {

  /** Bytes that mean something to SMTP. */
  private static final String TELLING = "\r\n\r\n\r\n...250-354 0:<>@\"\\\u0000\u0016\u00ff";

  static List<Script> scripts() {
    return Scripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenHoweverItComes(Script script) {
    script.check(new SmtpProtocolFactory(), Map.of());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isSeenTheSameWhereOddLineEndsPass(Script script) {
    script.check(new SmtpProtocolFactory(), Map.of("bare-lf", "pass"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsSomeMutantsOrRefusesThem(Script script) {
    mutants(Map.of()).checkMutants(script.dialogue(), 25);
    mutants(Map.of("bare-lf", "pass")).checkMutants(script.dialogue(), 5);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("scripts")
  void forwardsAMutantOrRefusesIt(Script script) {
    mutants(Map.of()).checkMutants(script.dialogue());
    mutants(Map.of("bare-lf", "pass")).checkMutants(script.dialogue());
  }

  private static Garbage mutants(Map<String, Object> options) {
    return Garbage.of(new SmtpProtocolFactory(), options).telling(TELLING);
  }
}
