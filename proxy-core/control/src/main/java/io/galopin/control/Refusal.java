package io.galopin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Excerpt;
import java.util.Map;

/** A refused call, with the status and the sentence that say why. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The most characters of the sentence. Given values are cut before, see {@link Excerpt}. */
  private static final int LONGEST = 8_000;

  private final int status;
  private final transient ObjectNode body;
  private final transient Map<String, String> headers;

  /** Creates a refusal in the form of Toxiproxy's errors. */
  Refusal(int status, String sentence) {
    this(status, sentence, Map.of());
  }

  /** Creates the same with additional headers. */
  Refusal(int status, String sentence, Map<String, String> headers) {
    this(
        status, sentence, Json.object().put("error", cut(sentence)).put("status", status), headers);
  }

  private static String cut(String sentence) {
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "…";
  }

  /** Creates a refusal with its own body. */
  Refusal(int status, String sentence, ObjectNode body, Map<String, String> headers) {
    super(sentence, null, false, false);
    this.status = status;
    this.body = body;
    this.headers = Map.copyOf(headers);
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }
}
