package io.galopin.app.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** What a server said when it refused a call. */
final class Refused {

  private static final int UNAUTHORIZED = 401;

  private Refused() {}

  /**
   * The server's sentence, with the way out where the user can do something about it.
   *
   * @param reply in Toxiproxy's form, in Vaurien's, or in another server's
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

  /** On one line and without what a terminal would obey. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
