package io.galopin.protocol.mysql.clients;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The drivers, in the ways in which they send statements. */
enum Driver {
  MARIADB_TEXT("mariadb", "allowLocalInfile=true&allowMultiQueries=true"),
  MARIADB_PREPARED("mariadb", "allowLocalInfile=true&useServerPrepStmts=true"),
  MYSQL_TEXT("mysql", "allowLoadLocalInfile=true&sslMode=DISABLED&allowMultiQueries=true"),
  MYSQL_PREPARED("mysql", "allowLoadLocalInfile=true&sslMode=DISABLED&useServerPrepStmts=true");

  private final String url;

  Driver(String name, String options) {
    url = "jdbc:" + name + "://127.0.0.1:%d/shop?user=root&" + options;
  }

  String url(int port) {
    return url.formatted(port);
  }

  Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(url(port));
  }
}
