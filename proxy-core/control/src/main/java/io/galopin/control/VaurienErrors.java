package io.galopin.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Excerpt;
import io.galopin.api.OptionException;
import java.util.Map;

/**
 * The errors of one of Vaurien's calls, in Vaurien's form: {@code {"status": "error", "errors":
 * [{"location": "body", "name": "sleep", "description": "…"}]}}. Used by one thread.
 */
final class VaurienErrors {

  /** Nobody reads more than this. */
  private static final int MOST = 100;

  private final ArrayNode errors = Json.MAPPER.createArrayNode();

  /** Returns a refusal with a single error. */
  static Refusal single(int status, String location, String name, String description) {
    VaurienErrors errors = new VaurienErrors();
    errors.add(location, name, description);
    return errors.refusal(status);
  }

  void add(String location, String name, String description) {
    if (errors.size() < MOST) {
      errors
          .addObject()
          .put("location", location)
          .put("name", Excerpt.of(name))
          .put("description", description);
    }
  }

  /**
   * Adds an error for a wrong option.
   *
   * @param prefix put before the option's name: {@code delay.}, or nothing
   */
  void add(String prefix, OptionException wrong) {
    add("body", wrong.option(), prefix + wrong.getMessage());
  }

  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw refusal(400);
    }
  }

  private Refusal refusal(int status) {
    ObjectNode body = Json.object().put("status", "error");
    body.set("errors", errors);
    return new Refusal(status, errors.get(0).get("description").textValue(), body, Map.of());
  }
}
