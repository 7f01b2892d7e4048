package io.galopin.bench.part;

import io.galopin.bench.load.HttpCalls;
import io.galopin.bench.peer.Relay;
import java.io.IOException;

/**
 * Sets toxics of the proxy {@code main} through the API that Toxiproxy and Galopin share. Closing
 * removes them.
 */
final class ToxicControl implements AutoCloseable {

  private static final String TOXICS = "/proxies/main/toxics";

  private final HttpCalls calls;

  /** Connects as soon as the API is available. */
  ToxicControl(Relay relay) throws IOException {
    relay.awaitControl();
    calls = new HttpCalls(relay.control());
  }

  /** Adds a toxic to what goes to clients. Its name is its type. */
  void add(String type, String attribute, long value) throws IOException {
    add(type, "downstream", attribute, value);
  }

  /** Adds a toxic to what goes to the backend. Its name is its type. */
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

  /** Changes a toxic that was added. */
  void change(String type, String attribute, long value) throws IOException {
    calls.call(
        "POST", TOXICS + "/" + type, "{\"attributes\": {\"%s\": %d}}".formatted(attribute, value));
  }

  /** Lists all proxies. */
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
