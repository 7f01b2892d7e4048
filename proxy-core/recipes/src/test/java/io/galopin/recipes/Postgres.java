package io.galopin.recipes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * One PostgreSQL for all tests of this JVM, which ends with it. Where it cannot run, the tests are
 * skipped and say so.
 */
final class Postgres {

  private static final EmbeddedPostgres SERVER = start();

  private Postgres() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    } catch (IOException | RuntimeException | LinkageError cannot) {
      String said = "skipped: the PostgreSQL that the tests bring cannot run here: " + cannot;
      System.out.println(said);
      return Assumptions.abort(said);
    }
  }

  static int port() {
    return SERVER.getPort();
  }

  /** Returns the JDBC URL of the database at this address. */
  static String url(String host, int port) {
    return "jdbc:postgresql://" + host + ":" + port + "/postgres?user=postgres&sslmode=disable";
  }

  /** Executes statements, without a proxy. */
  static void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url("localhost", port()));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first column of what a query finds, as text, without a proxy. */
  static List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url("localhost", port()));
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
