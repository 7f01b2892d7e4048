package io.galopin.config.settings;

/** The least weight of what goes to the log. */
public enum LogLevel {
  /** Everything. */
  TRACE,
  /** What each connection does. */
  DEBUG,
  /** A line per proxy and change. */
  INFO,
  /** What a user should look at. */
  WARN,
  /** What has failed. */
  ERROR
}
