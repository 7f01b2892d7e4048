package io.galopin.protocol.http;

import io.galopin.api.Option;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of an injected failure, which describe the reply to the client. */
final class FailureOptions {

  static final Option<Long> STATUS =
      Option.integer("status", 200, 599, "the status; by default 500, 501, 502 or 503, drawn");

  static final Option<Map<String, String>> HEADERS =
      Option.pairs("headers", "header fields of the reply; an empty value omits one")
          .checkedBy(FailureOptions::expectation);

  static final Option<String> BODY =
      Option.text("body", "the body; by default a sentence that names Galopin");

  /** All options, in display order. */
  static final List<Option<?>> ALL = List.of(STATUS, HEADERS, BODY);

  /** Fields that Galopin sets itself, from the body and the request. */
  private static final Set<String> OURS =
      Set.of("connection", "content-length", "transfer-encoding");

  private FailureOptions() {}

  private static Optional<String> expectation(Map<String, String> fields) {
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (OURS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        return Optional.of("other fields than " + field.getKey() + ", which follows by itself");
      }
      if (!Fields.isField(field.getKey(), field.getValue())) {
        return Optional.of("header fields in Latin-1, which " + field.getKey() + " is not");
      }
    }
    return Optional.empty();
  }
}
