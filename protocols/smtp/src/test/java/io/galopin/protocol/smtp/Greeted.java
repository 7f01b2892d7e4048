package io.galopin.protocol.smtp;

import io.galopin.testkit.TestSession;
import java.util.Map;

/** Connections on which the server has greeted. */
final class Greeted {

  /** What the server says first. */
  static final String GREETING = "220 ready\r\n";

  private static final SmtpProtocolFactory SMTP = new SmtpProtocolFactory();

  private Greeted() {}

  static TestSession session() {
    return session(Map.of());
  }

  static TestSession session(Map<String, ?> options) {
    return TestSession.of(SMTP, options).backend(GREETING);
  }
}
