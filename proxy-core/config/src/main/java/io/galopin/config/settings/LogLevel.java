package io.galopin.config.settings;

/** The lowest level that is logged. */
public enum LogLevel {
  /** Everything. */
  TRACE,
  /** What each connection does. */
  DEBUG,
  /** A line per proxy and change. */
  INFO,
  /** Something that a user should look at. */
  WARN,
  /** Something that failed. */
  ERROR
}
