package io.galopin.plugin.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Galopin, which is compared with a plugin's Plugin-Requires. */
final class Version {

  private Version() {}

  /** Returns major, minor and patch. A snapshot counts as the release that it will become. */
  static String current() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version").replaceFirst("-SNAPSHOT$", "");
  }
}
