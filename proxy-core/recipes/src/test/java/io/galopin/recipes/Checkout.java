package io.galopin.recipes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A service: {@code /checkout} takes a price from the cache, or otherwise from the database, and
 * places an order.
 */
final class Checkout implements AutoCloseable {

  /** What is wrong with it. */
  enum Flaw {
    NONE,
    /** It cannot do without the cache. */
    NEEDS_CACHE,
    /** It says that it has placed an order, and places none. */
    PLACES_NO_ORDER
  }

  private static final int CONNECTIONS = 6;
  private static final int TRIES = 4;
  private static final String SERIALIZATION_FAILURE = "40001";

  private final Flaw flaw;
  private final RedisClient cache;
  private final BlockingQueue<Connection> database = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final HttpServer server;
  private final AtomicLong retries = new AtomicLong();

  Checkout(Flaw flaw, URI cache, String database) throws SQLException {
    this.flaw = flaw;
    this.cache = RedisClient.create(cache);
    for (int i = 0; i < CONNECTIONS; i++) {
      this.database.add(DriverManager.getConnection(database));
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/checkout", this::checkout);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Returns how often the database has asked it to try again. */
  long retries() {
    return retries.get();
  }

  private void checkout(HttpExchange exchange) throws IOException {
    int status = 200;
    // There are as many as threads.
    Connection connection = database.remove();
    try (Statement statement = connection.createStatement()) {
      int cents = price(statement);
      if (flaw != Flaw.PLACES_NO_ORDER) {
        order(statement, cents);
      }
    } catch (SQLException | JedisException lost) {
      status = 503;
    } finally {
      database.add(connection);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private int price(Statement statement) throws SQLException {
    try {
      String known = cache.get("price:tea");
      if (known != null) {
        return Integer.parseInt(known);
      }
      int stored = storedPrice(statement);
      cache.set("price:tea", String.valueOf(stored));
      return stored;
    } catch (JedisException down) {
      if (flaw == Flaw.NEEDS_CACHE) {
        throw down;
      }
      return storedPrice(statement);
    }
  }

  private static int storedPrice(Statement statement) throws SQLException {
    try (ResultSet found = statement.executeQuery("SELECT cents FROM prices")) {
      found.next();
      return found.getInt(1);
    }
  }

  private void order(Statement statement, int cents) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        statement.execute("INSERT INTO orders (cents) VALUES (" + cents + ")");
        return;
      } catch (SQLException conflict) {
        if (!SERIALIZATION_FAILURE.equals(conflict.getSQLState()) || attempt == TRIES) {
          throw conflict;
        }
        retries.incrementAndGet();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    server.stop(0);
    threads.shutdownNow();
    cache.close();
    for (Connection connection : database) {
      connection.close();
    }
  }
}
