package io.galopin.app.client.impair;

import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.Given;
import io.galopin.app.console.CommandFailure;

/** Directions, seen from the client: {@code up} is what it sends to the backend. */
enum Streams {
  UP("up", "upstream"),
  DOWN("down", "downstream"),
  BOTH("both", "both");

  private static final String CHOICES = "up|down|both";

  private final String word;
  private final String wire;

  Streams(String word, String wire) {
    this.word = word;
    this.wire = wire;
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
    return this == BOTH || wire.equals(stream);
  }

  /** Returns it in the words of the API. */
  String wire() {
    return wire;
  }

  /** The short word for a stream in Toxiproxy's words. */
  static String word(String stream) {
    return stream.equals(UP.wire) ? UP.word : DOWN.word;
  }

  @Override
  public String toString() {
    return this == BOTH ? "both ways" : word;
  }
}
