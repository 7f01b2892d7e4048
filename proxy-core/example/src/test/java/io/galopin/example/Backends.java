package io.galopin.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;
import redis.embedded.RedisServer;

/** The shop's backends: a Redis, a warehouse and a database. */
final class Backends implements AutoCloseable {

  private static final String DATABASE = "mem:shop;DB_CLOSE_DELAY=-1";

  private final int redisPort = freePort();
  private final RedisServer redis;
  private final Warehouse warehouse;
  private final Server database;

  Backends() {
    try {
      redis = RedisServer.newRedisServer().bind("127.0.0.1").port(redisPort).build();
      redis.start();
      warehouse = new Warehouse();
      database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
      try (Connection connection = DriverManager.getConnection(url("localhost", database()));
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE prices (article VARCHAR, cents INT)");
        statement.execute("CREATE TABLE orders (article VARCHAR, pieces INT)");
        statement.execute("INSERT INTO prices VALUES ('tea', 450)");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  int redis() {
    return redisPort;
  }

  int warehouse() {
    return warehouse.port();
  }

  int database() {
    return database.getPort();
  }

  /** Returns the JDBC URL of the database at this address. */
  static String url(String host, int port) {
    return "jdbc:h2:tcp://" + host + ":" + port + "/" + DATABASE;
  }

  @Override
  public void close() {
    database.stop();
    warehouse.close();
    try {
      redis.stop();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
