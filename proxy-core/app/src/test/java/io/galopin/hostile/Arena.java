package io.galopin.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import io.galopin.promise.Stand;
import io.galopin.promise.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Proxies to be mistreated beside one that is not, and what has to hold for them afterwards. */
final class Arena implements AutoCloseable {

  /** A mix of all that can be done to an exchange. */
  static final String MIX =
      "behaviors { delay { weight = 25, sleep = 3 ms }, error = 15, hang = 10, blackout = 10, abort = 10 }";

  private final Stand stand;
  private final WebServer server = new WebServer();
  private final Proxy bystander;
  private final List<Proxy> victims = new ArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private long sockets;

  Arena() throws Exception {
    this(1);
  }

  Arena(long seed) throws Exception {
    stand = new Stand(seed);
    log.start();
    root.addAppender(log);
    bystander = stand.open("bystander", server.address(), "protocol = http");
  }

  /** A proxy of the web server. */
  Proxy open(String settings) throws IOException {
    return open(server.address(), settings);
  }

  Proxy open(Address upstream, String settings) throws IOException {
    Proxy victim = stand.open("victim" + victims.size(), upstream, settings);
    victims.add(victim);
    bystanderIsServed();
    await().until(() -> bystander.connections() == 0);
    sockets = openSockets();
    return victim;
  }

  Stand stand() {
    return stand;
  }

  WebServer server() {
    return server;
  }

  /** Another proxy's client gets what it asks for. */
  void bystanderIsServed() throws IOException {
    try (Peer client = Peer.to(bystander)) {
      client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(client.rest()).startsWith("HTTP/1.1 200 ").endsWith("GET /a");
    }
  }

  /** Nothing is left of what was done, and nobody else has noticed. */
  void recovers() throws IOException {
    bystanderIsServed();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(victims).extracting(Proxy::connections).containsOnly(0);
              assertThat(stand.engine.heldBytes()).isZero();
              assertThat(openSockets()).isLessThanOrEqualTo(sockets);
            });
    List<ILoggingEvent> logged;
    synchronized (log) {
      logged = List.copyOf(log.list);
    }
    // Where each access to a buffer is recorded, as in tests, protocols may well take long.
    assertThat(logged)
        .filteredOn(event -> !event.getFormattedMessage().contains(" takes long in "))
        .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
  }

  /** The sockets of this process where that can be told, else 0. */
  private static long openSockets() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(Arena::isSocket).count();
    } catch (IOException otherPlatform) {
      return 0;
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  @Override
  public void close() throws Exception {
    stand.close();
    server.close();
    root.detachAppender(log);
  }
}
