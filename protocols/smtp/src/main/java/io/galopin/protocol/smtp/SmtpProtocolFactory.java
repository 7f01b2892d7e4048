package io.galopin.protocol.smtp;

import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Creates protocol {@code smtp}. */
@Extension
public final class SmtpProtocolFactory implements ProtocolFactory {

  /** What happens to line ends that are not CR LF. */
  enum BareLf {
    REFUSE,
    PASS
  }

  static final Option<Long> MAX_LINE =
      Option.size("max-line", 512, 1L << 20, "the most bytes of a command").orElse(2048L);

  static final Option<Long> MAX_AUTH_LINE =
      Option.size(
              "max-auth-line",
              512,
              1L << 20,
              "the most bytes of a line with which a client authenticates")
          .orElse(12L << 10);

  static final Option<Long> MAX_REPLY =
      Option.size("max-reply", 512, 16L << 20, "the most bytes of a reply, with all its lines")
          .orElse(64L << 10);

  static final Option<BareLf> BARE_LF =
      Option.choice(
              "bare-lf",
              BareLf.class,
              "what happens to a command that ends with LF alone, and to a mail with a dot alone"
                  + " between such line ends")
          .orElse(BareLf.REFUSE);

  static final Option<String> HIDE =
      Option.text(
              "hide",
              "extensions that clients do not see in the reply to EHLO, with commas between:"
                  + " STARTTLS,CHUNKING")
          .orElse("")
          .checkedBy(
              text ->
                  text.matches(HiddenExtensions.FORM)
                      ? Optional.empty()
                      : Optional.of("keywords with commas between, as in STARTTLS,CHUNKING"));

  private static final List<Option<?>> OPTIONS =
      Stream.concat(
              ConnectionOptions.ALL.stream(),
              Stream.of(HIDE, BARE_LF, MAX_LINE, MAX_AUTH_LINE, MAX_REPLY))
          .toList();

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public String description() {
    return "mail; an exchange is a command with its reply, DATA with the whole mail";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public List<Attribute> attributes() {
    return SmtpAttributes.ALL;
  }

  @Override
  public List<Failure.Kind> failures() {
    return SmtpFailure.kinds();
  }

  @Override
  public List<Failure.Kind> notices() {
    return SmtpFailure.notices();
  }

  @Override
  public List<Option<?>> noticeOptions() {
    return SmtpFailure.OPTIONS_OF_NOTICES;
  }

  @Override
  public boolean hasOpening() {
    return true;
  }

  @Override
  public List<Option<?>> failureOptions() {
    return SmtpFailure.OPTIONS;
  }

  @Override
  public Protocol create(Options options) {
    return new SmtpProtocol(
        new Limits(
            Math.toIntExact(options.get(MAX_LINE)),
            Math.toIntExact(options.get(MAX_AUTH_LINE)),
            Math.toIntExact(options.get(MAX_REPLY))),
        options.get(BARE_LF) == BareLf.PASS,
        HiddenExtensions.of(options.get(HIDE)),
        ConnectionOptions.readBytes(name(), options));
  }
}
