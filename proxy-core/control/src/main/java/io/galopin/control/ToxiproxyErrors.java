package io.galopin.control;

import io.galopin.api.OptionException;
import io.galopin.live.ChangeRefused;
import io.galopin.rules.source.ConfigProblem;
import java.util.Map;

/** The errors of Toxiproxy's calls. Their messages begin like those of Toxiproxy. */
final class ToxiproxyErrors {

  private static final String BAD_BODY = "bad request body: ";
  private static final String BAD_TYPE = "invalid toxic type: ";

  /** Toxiproxy's message for a wrong field, by field. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "stream", "stream was invalid, can be either upstream or downstream: ", "type", BAD_TYPE);

  private ToxiproxyErrors() {}

  /** Returns the refusal for something that does not exist, or exists already. */
  static Refusal of(ChangeRefused refused) {
    return switch (refused.why()) {
      case NO_PROXY -> new Refusal(404, "proxy not found");
      case PROXY_EXISTS -> new Refusal(409, "proxy already exists");
      case NO_TOXIC -> new Refusal(404, "toxic not found");
      case TOXIC_EXISTS -> new Refusal(409, "toxic already exists");
    };
  }

  static Refusal badBody(String sentence) {
    return new Refusal(400, BAD_BODY + sentence);
  }

  static Refusal unknownType(OptionException unknown) {
    return new Refusal(
        400, BAD_TYPE + unknown.getMessage().substring(unknown.option().length() + 2));
  }

  /** Returns the refusal for a body with wrong values. */
  static Refusal of(ConfigProblem problem) {
    return of(problem, "");
  }

  /**
   * Returns the refusal for a body with wrong values.
   *
   * @param where added to the message: {@code " at proxy 2"}, or nothing
   */
  static Refusal of(ConfigProblem problem, String where) {
    // A value of the wrong type counts as missing, too.
    ConfigProblem.Wrong wrong =
        problem.wrong().stream()
            .filter(one -> !isMissing(one))
            .findFirst()
            .orElse(problem.wrong().get(0));
    String field = wrong.what().substring(wrong.what().lastIndexOf('.') + 1);
    String detail = wrong.sentence().substring(wrong.what().length() + 2);
    if (isMissing(wrong) && (field.equals("name") || field.equals("upstream"))) {
      return new Refusal(400, "missing required field: " + field + where);
    }
    String toxiproxys = FIELDS.get(field);
    return toxiproxys == null || wrong.what().contains("attributes")
        ? badBody(wrong.sentence() + where)
        : new Refusal(400, toxiproxys + detail + where);
  }

  private static boolean isMissing(ConfigProblem.Wrong wrong) {
    return wrong.sentence().startsWith(wrong.what() + ": missing (");
  }
}
