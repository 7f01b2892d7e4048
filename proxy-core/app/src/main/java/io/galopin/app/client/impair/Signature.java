package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.console.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an impairment lasts and who sets it, as far as the server keeps that.
 *
 * @param galopin whether the server is Galopin. Toxiproxy keeps neither
 * @param time empty without an end
 * @param by the user and the host
 */
record Signature(boolean galopin, Optional<Duration> time, String by) {

  static final ClientOption FOR =
      ClientOption.of(
          "TIME",
          "when the server undoes it, whatever becomes of this command; default: as the server"
              + " is configured, otherwise never",
          "--for");
  static final ClientOption BY =
      ClientOption.of("NAME", "who does it, for status; default: user@host", "--by");

  private static final Path HOST_NAME = Path.of("/etc/hostname");

  /**
   * Returns when the impairment ends.
   *
   * @throws CommandFailure if that is no time
   */
  static Optional<Duration> time(Given given) {
    return given.value(FOR).map(text -> Times.read(FOR.name(), text, Duration.ofMillis(1)));
  }

  /**
   * Asks the server what it is.
   *
   * @throws CommandFailure if an end is asked for and the server cannot keep it
   */
  static Signature of(Given given, Optional<Duration> time, ControlApi server) {
    boolean galopin = isGalopin(server);
    if (time.isPresent() && !galopin) {
      throw CommandFailure.failed(
          "--for: the server keeps no ends, as it is a Toxiproxy (expected: no --for, and galopin"
              + " impair clear in time; or a Galopin server)");
    }
    return new Signature(galopin, time, given.value(BY).orElseGet(Signature::self));
  }

  static boolean isGalopin(ControlApi server) {
    return server.find("/version").filter(version -> version.has("galopin")).isPresent();
  }

  /** Adds them to a call's body. */
  void sign(ObjectNode body) {
    if (galopin) {
      body.put("set-by", by);
      time.ifPresent(end -> body.put("expires-in", end.toMillis() + " ms"));
    }
  }

  private static String self() {
    return System.getProperty("user.name", "somebody") + "@" + host();
  }

  /** Looks into the file first, because a name server may be slow. */
  private static String host() {
    try {
      String name = Files.readString(HOST_NAME).strip();
      if (!name.isEmpty() && name.lines().count() == 1) {
        return name;
      }
    } catch (IOException isNone) {
      // Not Linux.
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
