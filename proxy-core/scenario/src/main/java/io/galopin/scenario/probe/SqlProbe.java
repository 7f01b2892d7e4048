package io.galopin.scenario.probe;

import io.galopin.scenario.model.Target;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.ServiceLoader;

/** Sends a query on a connection of its own, with a driver that the user names. */
final class SqlProbe implements Probe {

  private final Target.Sql target;
  private final ClassLoader drivers;

  SqlProbe(Target.Sql target) {
    this.target = target;
    this.drivers =
        target
            .driver()
            .<ClassLoader>map(jar -> new URLClassLoader(new URL[] {url(jar.toUri())}))
            .orElseGet(() -> Thread.currentThread().getContextClassLoader());
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException never) {
      throw new IllegalArgumentException(never);
    }
  }

  @Override
  public void ask(Duration timeout) throws IOException, SQLException {
    Properties properties = new Properties();
    if (!target.user().isEmpty()) {
      properties.setProperty("user", target.user());
      properties.setProperty("password", target.password());
    }
    int seconds = (int) Math.max(1, timeout.toSeconds());
    try (Connection connection = driver().connect(target.url(), properties);
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      statement.execute(target.query());
    }
  }

  private Driver driver() throws IOException, SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, drivers)) {
      if (driver.acceptsURL(target.url())) {
        return driver;
      }
    }
    throw new IOException(
        "no driver for "
            + target.url().replaceAll("[?;].*", "")
            + " (expected: driver = the path of its JAR)");
  }
}
