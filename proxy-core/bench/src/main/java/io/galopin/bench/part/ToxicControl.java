package io.galopin.bench.part;

import io.galopin.bench.load.HttpCalls;
import io.galopin.bench.peer.Relay;
import java.io.IOException;

/**
 * Sets toxics of the proxy {@code main} by the API that Toxiproxy and Galopin both have. Closing
 * removes them.
 */
final class ToxicControl implements AutoCloseable {

  private static final String TOXICS = "/proxies/main/toxics";

  private final HttpCalls calls;

  /** Connects, as soon as the API is there. */
  ToxicControl(Relay relay) throws IOException {
    relay.awaitControl();
    calls = new HttpCalls(relay.control());
  }

  /** Adds one, called like its type, for what goes to clients. */
  void add(String type, String attribute, long value) throws IOException {
    add(type, "downstream", attribute, value);
  }

  /** Adds one, called like its type, for what goes to the backend. */
  void addUpstream(String type, String attribute, long value) throws IOException {
    add(type, "upstream", attribute, value);
  }

  private void add(String type, String stream, String attribute, long value) throws IOException {
    calls.call(
        "POST",
        TOXICS,
        "{\"name\": \"%s\", \"type\": \"%1$s\", \"stream\": \"%s\", \"attributes\": {\"%s\": %d}}"
            .formatted(type, stream, attribute, value));
  }

  /** Changes one that was added. */
  void change(String type, String attribute, long value) throws IOException {
    calls.call(
        "POST", TOXICS + "/" + type, "{\"attributes\": {\"%s\": %d}}".formatted(attribute, value));
  }

  /** Asks for all proxies. */
  void list() throws IOException {
    calls.call("GET", "/proxies", "");
  }

  /** Removes all toxics. */
  void reset() throws IOException {
    calls.call("POST", "/reset", "");
  }

  @Override
  public void close() throws IOException {
    try (calls) {
      reset();
    }
  }
}
