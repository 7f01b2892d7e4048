package io.galopin.config.settings;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Header fields for requests to a collector. No message has their values, which are secret. */
public final class CollectorHeaders {

  private static final Option<Map<String, String>> HEADERS =
      Option.pairs(OtelConfig.HEADERS, "sent with each request");

  /** A token: RFC 9110, section 5.6.2. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

  /** Fields that belong to the client. */
  private static final Set<String> TAKEN =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "upgrade");

  private CollectorHeaders() {}

  /** Returns what was expected of a field, as a phrase; empty if it can be sent. */
  public static Optional<String> expectation(String name, String value) {
    if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("another header field than " + name + ", which is set already");
    }
    if (!NAME.matcher(name).matches()) {
      return Optional.of("a header field with a name of letters, digits and hyphens");
    }
    return VALUE.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("a value in ASCII on one line");
  }

  static Optional<Map<String, String>> of(@Nullable Setting given, Problems problems) {
    if (given == null) {
      return Optional.of(Map.of());
    }
    Map<String, String> headers;
    try {
      headers = HEADERS.parse(given.value());
    } catch (OptionException wrong) {
      problems.add(
          given.name(), "something else", "{ NAME = VALUE, … }, each on one line", given.place());
      return Optional.empty();
    }
    boolean right = true;
    for (Map.Entry<String, String> each : headers.entrySet()) {
      Optional<String> expected = expectation(each.getKey(), each.getValue());
      expected.ifPresent(
          phrase ->
              problems.add(given.name() + "." + each.getKey(), "not shown", phrase, given.place()));
      right &= expected.isEmpty();
    }
    return right ? Optional.of(headers) : Optional.empty();
  }
}
