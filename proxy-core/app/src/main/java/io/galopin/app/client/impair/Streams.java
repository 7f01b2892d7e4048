package io.galopin.app.client.impair;

import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.Given;
import io.galopin.app.console.CommandFailure;
import java.util.List;

/** Directions, seen from the client: {@code up} is what it sends to the backend. */
enum Streams {
  UP("up", List.of("upstream")),
  DOWN("down", List.of("downstream")),
  BOTH("both", List.of("upstream", "downstream"));

  private static final String CHOICES = "up|down|both";

  private final String word;
  private final List<String> names;

  Streams(String word, List<String> names) {
    this.word = word;
    this.names = names;
  }

  /** An option for a direction. */
  static ClientOption option(Streams standard, String... names) {
    return ClientOption.of(
        CHOICES, "up: from client to backend, down: back; default: " + standard.word, names);
  }

  static Streams of(Given given, ClientOption option, Streams standard) {
    if (!given.has(option)) {
      return standard;
    }
    String text = given.value(option).orElse("");
    for (Streams each : values()) {
      if (each.word.equals(text)) {
        return each;
      }
    }
    throw CommandFailure.wrong(option.name() + ": " + text + " (expected: up, down or both)");
  }

  /** Whether it has this stream, in Toxiproxy's word. */
  boolean has(String stream) {
    return names.contains(stream);
  }

  /** Returns it in the words of the API. */
  String wire() {
    return names.size() > 1 ? word : names.get(0);
  }

  /** The short word for a stream in Toxiproxy's words. */
  static String word(String stream) {
    return stream.equals("upstream") ? UP.word : DOWN.word;
  }

  @Override
  public String toString() {
    return this == BOTH ? "both ways" : word;
  }
}
