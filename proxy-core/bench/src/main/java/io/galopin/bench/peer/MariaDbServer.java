package io.galopin.bench.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** A MariaDB server as a backend, with no databases yet. */
public final class MariaDbServer implements AutoCloseable {

  /** The program that must be installed. */
  public static final Peer PEER =
      new Peer("mariadb", "mariadbd", List.of("sh", "@folder@/mariadb.sh"), false, Map.of());

  private final Relay server;

  private MariaDbServer(Relay server) {
    this.server = server;
  }

  /** Starts the server and waits until it listens. */
  public static MariaDbServer start(Site site) throws IOException {
    return new MariaDbServer(Relay.start(PEER, 0, site));
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
  }
}
