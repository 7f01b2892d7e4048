package io.galopin.app.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.console.CommandFailure;
import java.util.Arrays;
import java.util.List;

/** Turns {@code KEY=VALUE} into a JSON object. */
public final class Pairs {

  private Pairs() {}

  /**
   * The object with these pairs. One text may contain several, as in {@code latency=100,jitter=50}.
   *
   * @throws CommandFailure if a text is not a pair or a key is given twice
   */
  public static ObjectNode object(ClientOption option, List<String> texts) {
    ObjectNode object = Json.object();
    for (String text : texts) {
      for (String pair : split(text)) {
        int end = pair.indexOf('=');
        if (end <= 0) {
          throw CommandFailure.wrong(
              option.name() + ": " + pair + " (expected: " + option.label() + ")");
        }
        String key = pair.substring(0, end);
        if (object.has(key)) {
          throw CommandFailure.wrong(option.name() + ": " + key + " given twice (expected: once)");
        }
        object.set(key, Json.typed(pair.substring(end + 1)));
      }
    }
    return object;
  }

  /** A comma with no further pair behind it is part of the value. */
  private static List<String> split(String text) {
    List<String> parts = Arrays.asList(text.split(","));
    return parts.stream().allMatch(part -> part.indexOf('=') > 0) ? parts : List.of(text);
  }
}
