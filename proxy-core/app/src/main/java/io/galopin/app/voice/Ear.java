package io.galopin.app.voice;

import io.galopin.app.console.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * The destination of a run's output.
 *
 * @param lines receives the lines
 * @param style colors and symbols
 * @param columns the width of a line; 0 for no limit
 * @param dated whether each line begins with the date, too
 */
record Ear(Lines lines, Style style, int columns, boolean dated) {

  private static final DateTimeFormatter OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

  /** A terminal of that width. */
  public static Ear terminal(Lines lines, Style style, int columns) {
    return new Ear(lines, style, columns, false);
  }

  /** Standard error that is a pipe or anything but a terminal. */
  public static Ear pipe(Lines lines, Style style) {
    return new Ear(lines, style, 0, false);
  }

  /** The log file, whose lines begin with the date. */
  public static Ear file(Lines lines) {
    return new Ear(lines, Style.plain(), 0, true);
  }

  /** Writes a line that must not be left out. */
  void say(String line) {
    lines.addSurely(dated ? at(Instant.now()) + " INFO  " + line : line);
  }

  /** On a terminal, says that the end takes a moment. */
  public void sayWaiting(int connections, Duration most) {
    if (isTerminal()) {
      say("");
      say(
          "ending: open connections have up to %d s to finish (%,d)"
              .formatted(most.toSeconds(), connections));
    }
  }

  /** Whether this is a terminal. */
  boolean isTerminal() {
    return columns > 0;
  }

  /** The time with which a line begins. */
  String at(Instant instant) {
    return (dated ? WHOLE : OF_DAY).format(instant);
  }
}
