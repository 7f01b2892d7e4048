package io.galopin.rules.source;

import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a setting was written.
 *
 * @param source the file as the user named it; empty for the command line
 * @param line counted from 1; 0 where there are no lines
 */
public record Place(String source, int line) implements Comparable<Place> {

  /** The command line, whose options name themselves. */
  public static final Place COMMAND_LINE = new Place("", 0);

  private static final Pattern LINES = Pattern.compile("(.*?): [0-9]+(-[0-9]+)?");
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::source).thenComparingInt(Place::line);

  /** Where HOCON found a value; the first line, if it was put together from several. */
  public static Place of(ConfigOrigin origin) {
    Matcher lines = LINES.matcher(origin.description());
    String source = lines.matches() ? lines.group(1) : origin.description();
    return new Place(source, Math.max(0, origin.lineNumber()));
  }

  /** What ends a sentence about something here: {@code in galopin.conf: 12}, or nothing. */
  public String suffix() {
    return source.isEmpty() ? "" : " in " + this;
  }

  /** By source, then by line. */
  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** As users know it: {@code galopin.conf: 12}. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ": " + line;
  }
}
