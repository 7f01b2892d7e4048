package io.galopin.protocol.postgres.clients;

import java.util.Properties;

/** How pgjdbc sends statements. */
enum Mode {
  SIMPLE("simple"),
  EXTENDED("extended"),
  /** With named statements from the first time on. */
  EXTENDED_CACHE_EVERYTHING("extendedCacheEverything");

  private final String name;

  Mode(String name) {
    this.name = name;
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("preferQueryMode", name);
    return properties;
  }
}
