package io.galopin.rules.source;

import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a setting was written.
 *
 * @param source the file as the user named it; empty for the command line
 * @param line counted from 1; 0 if the source has no lines
 */
public record Place(String source, int line) implements Comparable<Place> {

  /** The command line. Its options name themselves, so that it needs no place. */
  public static final Place COMMAND_LINE = new Place("", 0);

  private static final Pattern LINES = Pattern.compile("(.*?): [0-9]+(-[0-9]+)?");
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::source).thenComparingInt(Place::line);

  /** Where HOCON found a value; the first line if the value was merged from several. */
  public static Place of(ConfigOrigin origin) {
    Matcher lines = LINES.matcher(origin.description());
    String source = lines.matches() ? lines.group(1) : origin.description();
    return new Place(source, Math.max(0, origin.lineNumber()));
  }

  /** Returns the end of a sentence about this place: {@code in galopin.conf: 12}, or nothing. */
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
