package io.galopin.protocol.postgres.clients;

import io.galopin.engine.socket.Address;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;

/**
 * One PostgreSQL for all tests of this JVM, which ends with it. Where the programs that the tests
 * bring cannot run, the tests are skipped and say so.
 */
final class PostgresServer {

  private static final String HOST = "127.0.0.1";

  private static final EmbeddedPostgres SERVER = start();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("max_prepared_transactions", "5")
          .setServerConfig("deadlock_timeout", "100ms")
          .start();
    } catch (IOException | RuntimeException | LinkageError cannot) {
      String said = "skipped: the PostgreSQL that the tests bring cannot run here: " + cannot;
      System.out.println(said);
      return Assumptions.abort(said);
    }
  }

  static Address address() {
    return new Address(HOST, SERVER.getPort());
  }

  /** Connects without a proxy. */
  static Connection connect() throws SQLException {
    return connect(SERVER.getPort(), new Properties());
  }

  /**
   * Connects.
   *
   * @param port of the server or of a proxy
   * @param properties of the driver
   */
  static Connection connect(int port, Properties properties) throws SQLException {
    Properties all = new Properties();
    all.setProperty("user", "postgres");
    all.setProperty("sslmode", "disable");
    all.setProperty("ApplicationName", "till");
    all.putAll(properties);
    return DriverManager.getConnection("jdbc:postgresql://" + HOST + ":" + port + "/postgres", all);
  }
}
