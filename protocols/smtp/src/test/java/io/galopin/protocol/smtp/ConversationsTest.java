package io.galopin.protocol.smtp;

import io.galopin.testkit.Conversations;
import io.galopin.testkit.Garbage;
import io.galopin.testkit.Script;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Whole conversations, in whatever pieces they come, and with bytes changed. */
class ConversationsTest implements Conversations {

  /** Bytes that mean something to SMTP. */
  private static final String TELLING = "\r\n\r\n\r\n...250-354 0:<>@\"\\\u0000\u0016\u00ff";

  private static final Map<String, Object> ODD = Map.of("bare-lf", "pass");

  @Override
  public List<Script> scripts() {
    return Scripts.all();
  }

  @Override
  public Garbage mutants() {
    return mutants(Map.of());
  }

  @Override
  public int someMutants() {
    return 25;
  }

  @TestFactory
  Stream<DynamicTest> isSeenTheSameWhereOddLineEndsPass() {
    return each(script -> script.check(new SmtpProtocolFactory(), ODD));
  }

  @TestFactory
  Stream<DynamicTest> forwardsSomeMutantsWhereOddLineEndsPass() {
    return each(script -> mutants(ODD).checkMutants(script.dialogue(), 5));
  }

  @Tag("thorough")
  @TestFactory
  Stream<DynamicTest> forwardsAMutantWhereOddLineEndsPass() {
    return each(script -> mutants(ODD).checkMutants(script.dialogue()));
  }

  private static Garbage mutants(Map<String, Object> options) {
    return Garbage.of(new SmtpProtocolFactory(), options).telling(TELLING);
  }
}
