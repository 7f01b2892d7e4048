package io.galopin.scenario.probe;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Logger;

/** A driver whose connections take any statement, but for URLs that end in {@code broken}. */
public final class MadeUpDriver implements Driver {

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    if (url.endsWith("broken")) {
      throw new SQLException("broken");
    }
    Statement statement = does(Statement.class, true);
    return does(Connection.class, statement);
  }

  /** Returns an object whose methods return {@code answer} if they can, and nothing otherwise. */
  private static <T> T does(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            MadeUpDriver.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> method.getReturnType() == void.class ? null : answer));
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith("jdbc:made-up:");
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
