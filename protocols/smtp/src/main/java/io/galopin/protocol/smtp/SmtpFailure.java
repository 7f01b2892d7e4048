package io.galopin.protocol.smtp;

import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The failures that can be injected, with the words of common servers. */
enum SmtpFailure {
  ERROR(451, "4.3.0", "injected by Galopin, on purpose"),
  GREYLISTED(450, "4.2.0", "Greylisted, please try again later"),
  LOCAL_ERROR(451, "4.3.0", "Temporary lookup failure"),
  OUT_OF_STORAGE(452, "4.3.1", "Insufficient system storage"),
  TOO_MANY_RECIPIENTS(452, "4.5.3", "Too many recipients"),
  TLS_NOT_AVAILABLE(454, "4.7.0", "TLS not available due to local problem"),
  AUTHENTICATION_NOT_AVAILABLE(454, "4.7.0", "Temporary authentication failure"),
  AUTHENTICATION_REQUIRED(530, "5.7.0", "Authentication required"),
  STARTTLS_REQUIRED(530, "5.7.0", "Must issue a STARTTLS command first"),
  BAD_CREDENTIALS(535, "5.7.8", "Authentication credentials invalid"),
  MAILBOX_UNAVAILABLE(550, "5.1.1", "No such mailbox here"),
  MESSAGE_TOO_LARGE(552, "5.3.4", "Message size exceeds fixed limit"),
  BAD_ADDRESS(553, "5.1.3", "Mailbox name not allowed"),
  REJECTED(554, "5.7.1", "Message rejected"),
  NO_SERVICE(554, "5.3.2", "No SMTP service here"),
  TOO_MANY_CONNECTIONS(421, "4.7.0", "Too many connections"),
  SHUTTING_DOWN(421, "4.3.2", "Service not available, closing transmission channel"),
  IDLE_TIMEOUT(421, "4.4.2", "Timeout, closing transmission channel");

  static final Option<String> MESSAGE =
      Option.text("message", "the text after the status, one line");

  static final Option<Long> STATUS =
      Option.integer("status", 400, 599, "another status; after 421 the connection is closed");

  static final Option<String> ENHANCED_STATUS =
      Option.text("enhanced-status", "another enhanced status, such as 4.7.1; empty omits it")
          .checkedBy(SmtpFailure::expectation);

  /** When a mail fails. */
  enum At {
    START,
    END
  }

  static final Option<At> AT =
      Option.choice(
              "at",
              At.class,
              "where DATA and BDAT fail: at start, in place of 354, or at the mail's end")
          .orElse(At.START);

  static final List<Option<?>> OPTIONS = List.of(MESSAGE, STATUS, ENHANCED_STATUS, AT);

  static final List<Option<?>> OPTIONS_OF_NOTICES = List.of(MESSAGE, STATUS, ENHANCED_STATUS);

  private static final int CLOSING = 421;
  private static final int NEVER = 554;

  private static final SmtpFailure[] KNOWN = values();

  private final int status;
  private final String enhanced;
  private final String text;

  SmtpFailure(int status, String enhanced, String text) {
    this.status = status;
    this.enhanced = enhanced;
    this.text = text;
  }

  /** All failures, as users see them. */
  static List<Failure.Kind> kinds() {
    return Arrays.stream(KNOWN).map(SmtpFailure::kind).toList();
  }

  /** What servers say unasked, before they close the connection. */
  static List<Failure.Kind> notices() {
    return Stream.of(SHUTTING_DOWN, IDLE_TIMEOUT).map(SmtpFailure::kind).toList();
  }

  private Failure.Kind kind() {
    String closes = status == CLOSING ? ", and the connection is closed" : "";
    return new Failure.Kind(givenName(), status + " " + enhanced + " " + text + closes);
  }

  private String givenName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the failure that a behavior asked for. An unknown name stands for {@link #ERROR}. */
  static SmtpFailure of(Failure failure) {
    for (SmtpFailure known : KNOWN) {
      if (known.givenName().equals(failure.name())) {
        return known;
      }
    }
    return ERROR;
  }

  private static Optional<String> expectation(String enhanced) {
    return enhanced.matches("|[245]\\.[0-9]{1,3}\\.[0-9]{1,3}")
        ? Optional.empty()
        : Optional.of("three numbers with dots between, as in 4.7.1");
  }

  /**
   * A reply of the proxy.
   *
   * @param status its code
   * @param line the whole line, without its end
   */
  record Line(int status, String line) {

    /** Whether the server closes the connection after it. */
    boolean closes() {
      return status == CLOSING;
    }
  }

  /**
   * Returns what the client is told in place of a reply.
   *
   * @param greeting whether that is the greeting, in whose place only 421 and 554 can stand
   */
  Line line(Options options, boolean greeting) {
    int as = options.find(STATUS).map(Math::toIntExact).orElse(status);
    return line(options, greeting ? as / 100 == 4 ? CLOSING : NEVER : as);
  }

  /** Whether a failure of a mail comes at its end. */
  static boolean isAtEnd(Failure failure) {
    return failure.options().get(AT) == At.END;
  }

  private Line line(Options options, int as) {
    String more = options.find(ENHANCED_STATUS).orElseGet(() -> enhanced(as));
    String words = options.find(MESSAGE).orElse(text);
    return new Line(as, as + (more.isEmpty() ? " " : " " + more + " ") + words);
  }

  /** An enhanced status has the class of its status. */
  private String enhanced(int as) {
    return as / 100 + enhanced.substring(1);
  }
}
