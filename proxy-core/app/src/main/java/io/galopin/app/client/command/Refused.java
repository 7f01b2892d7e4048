package io.galopin.app.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** Turns a server's refusal into a sentence. */
final class Refused {

  private static final int UNAUTHORIZED = 401;

  private Refused() {}

  /**
   * The server's sentence, and what the user can do about it.
   *
   * @param reply a refusal of Toxiproxy, of Vaurien, or of some other server
   */
  static String sentence(int status, JsonNode reply, ServerAddress address) {
    String said = said(reply);
    if (status == UNAUTHORIZED) {
      return address.url()
          + ": no valid token (expected: the server's, in the variable "
          + ServerAddress.TOKEN
          + ")";
    }
    return said.isEmpty()
        ? address.url() + ": status " + status + " (expected: a control API)"
        : said;
  }

  private static String said(JsonNode reply) {
    JsonNode error = reply.path("error");
    if (error.isTextual()) {
      return clean(error.textValue());
    }
    StringJoiner descriptions = new StringJoiner("; ");
    for (JsonNode each : reply.path("errors")) {
      descriptions.add(clean(each.path("description").asText()));
    }
    return descriptions.toString();
  }

  /** On one line, without control characters. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
