package io.galopin.protocol.mysql.clients;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The drivers, in the ways in which they send statements. */
enum Driver {
  MARIADB_TEXT("jdbc:mariadb://127.0.0.1:%d/shop?user=root&allowMultiQueries=true"),
  MARIADB_PREPARED(
      "jdbc:mariadb://127.0.0.1:%d/shop?user=root&useServerPrepStmts=true&allowMultiQueries=true"),
  MYSQL_TEXT("jdbc:mysql://127.0.0.1:%d/shop?user=root&sslMode=DISABLED&allowMultiQueries=true"),
  MYSQL_PREPARED(
      "jdbc:mysql://127.0.0.1:%d/shop?user=root&sslMode=DISABLED&useServerPrepStmts=true");

  private final String url;

  Driver(String url) {
    this.url = url;
  }

  Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(url.formatted(port));
  }
}
