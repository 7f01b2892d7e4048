package io.galopin.app.voice;

import io.galopin.app.console.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Where a run is heard: who takes its lines, and how these look there.
 *
 * @param lines takes them
 * @param style how text is dressed
 * @param columns how wide a line may be; 0 where nobody minds
 * @param dated whether each line tells its day, too
 */
record Ear(Lines lines, Style style, int columns, boolean dated) {

  private static final DateTimeFormatter OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

  /** A terminal with so many columns. */
  public static Ear terminal(Lines lines, Style style, int columns) {
    return new Ear(lines, style, columns, false);
  }

  /** A pipe, or whatever standard error is. */
  public static Ear pipe(Lines lines, Style style) {
    return new Ear(lines, style, 0, false);
  }

  /** The file of the log, whose lines tell the day. */
  public static Ear file(Lines lines) {
    return new Ear(lines, Style.plain(), 0, true);
  }

  /** Says a line that must not be left out. */
  void say(String line) {
    lines.addSurely(dated ? at(Instant.now()) + " INFO  " + line : line);
  }

  /** On a terminal, where somebody waits: says that the end takes a moment. */
  public void sayWaiting(int connections, Duration most) {
    if (isTerminal()) {
      say("");
      say(
          "ending: what is on its way has up to %d s, as connections are open (%,d)"
              .formatted(most.toSeconds(), connections));
    }
  }

  /** Whether this is a terminal. */
  boolean isTerminal() {
    return columns > 0;
  }

  /** A time, as lines begin with it. */
  String at(Instant instant) {
    return (dated ? WHOLE : OF_DAY).format(instant);
  }
}
