package io.galopin.protocol.memcache;

import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.util.List;

/** The kinds of servers behind the proxy. */
enum Backend {
  /** The real server, if it is installed. */
  MEMCACHED {
    @Override
    Running start() throws IOException {
      MemcacheServer server = MemcacheServer.start();
      return new Running(server.address(), server);
    }
  },
  /** A small server of these tests, which is always available. */
  SMALL {
    @Override
    Running start() throws IOException {
      SmallServer server = new SmallServer();
      return new Running(server.address(), server);
    }
  };

  /** A server that was started. */
  record Running(Address address, AutoCloseable server) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      server.close();
    }
  }

  abstract Running start() throws IOException;

  private static final List<Backend> AVAILABLE = find();

  private static List<Backend> find() {
    if (MemcacheServer.program().isEmpty()) {
      System.out.println("memcached is not installed: tested with a small server of our own alone");
      return List.of(SMALL);
    }
    System.out.println("tested with memcached, and with a small server of our own");
    return List.of(values());
  }

  /** Returns the servers that are available here, and prints them to the test's output. */
  static List<Backend> available() {
    return AVAILABLE;
  }
}
