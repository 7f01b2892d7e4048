package io.galopin.scenario.model;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a probe asks. */
public sealed interface Target {

  /** Returns the target in words, without secrets. */
  String text();

  /**
   * An HTTP request.
   *
   * @param status the status that counts as success; empty for every status below 400
   */
  record Http(URI uri, String method, OptionalInt status) implements Target {
    @Override
    public String text() {
      return method + " " + uri;
    }
  }

  /** A TCP connection, which is closed at once. */
  record Tcp(String host, int port) implements Target {
    @Override
    public String text() {
      return "connect to " + host + ":" + port;
    }
  }

  /** A Redis {@code PING} on a connection of its own. */
  record Redis(String host, int port) implements Target {
    @Override
    public String text() {
      return "PING " + host + ":" + port;
    }
  }

  /**
   * A query over JDBC, on a connection of its own.
   *
   * @param driver the JAR with the driver; empty if the class path has it
   */
  record Sql(String url, String query, String user, String password, Optional<Path> driver)
      implements Target {
    @Override
    public String text() {
      return query + " at " + url.replaceAll("[?;].*", "");
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /** A program, whose exit code 0 is success. */
  record Command(List<String> words) implements Target {
    public Command {
      words = List.copyOf(words);
    }

    @Override
    public String text() {
      return String.join(" ", words);
    }
  }

  /** The exchanges of a proxy, without any call of its own. */
  record Traffic(String proxy) implements Target {
    @Override
    public String text() {
      return "traffic of " + proxy;
    }
  }
}
