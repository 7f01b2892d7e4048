package io.galopin.scenario.result;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that was expected, with what was seen.
 *
 * @param subject the name of the probe; {@code faults} for the number of faults
 * @param expected as it is written: {@code p99 <= 300 ms}
 * @param seen what there was instead, or as well: {@code 280 ms}
 * @param verdict whether it held; inconclusive if there was too little to say
 */
public record Judged(String subject, String expected, String seen, Verdict verdict) {

  /** Returns a phrase for people: {@code steady: p99 <= 300 ms, seen 280 ms}. */
  @Override
  public String toString() {
    return subject + ": " + expected + ", seen " + seen;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("subject", subject);
    fields.put("expected", expected);
    fields.put("seen", seen);
    fields.put("verdict", verdict.name());
    return fields;
  }
}
