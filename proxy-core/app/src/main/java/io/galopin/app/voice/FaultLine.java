package io.galopin.app.voice;

import io.galopin.app.console.Style;
import io.galopin.engine.journal.Journal;

/**
 * A fault as a line: {@code 23:28:01.118 FAULT web #1/3 GET /cart: delay 2 s (delay)}. If it is too
 * wide for a terminal, the request is shortened first.
 */
final class FaultLine {

  /** The least number of columns that is left of a request. */
  private static final int SHORTEST = 12;

  /** Marks text that was left out. */
  private static final String CUT = "…";

  private FaultLine() {}

  static String of(Journal.Entry entry, Ear ear) {
    Style style = ear.style();
    String time = ear.at(entry.time());
    String place = place(entry);
    String request = printable(entry.request());
    String what = printable(entry.decision());
    String by = by(entry);
    String mark = style.unicode() ? CUT : "...";
    int columns = ear.columns();
    if (columns > 0) {
      int taken = time.length() + " FAULT ".length() + place.length() + 1;
      int others = what.length() + by.length() + (request.isEmpty() ? 0 : 2);
      request = cut(request, Math.max(SHORTEST, columns - taken - others), mark);
      int left = columns - taken - request.length() - (request.isEmpty() ? 0 : 2);
      what = cut(what, Math.max(SHORTEST, left - by.length()), mark);
      by = by.length() <= left - what.length() ? by : "";
    }
    return style.dim(time)
        + " "
        + style.yellow("FAULT")
        + " "
        + style.bold(place)
        + " "
        + (request.isEmpty() ? "" : request + ": ")
        + style.yellow(what)
        + style.dim(by);
  }

  /** The line that says how many faults were left out. */
  static String more(long count, String time, Style style) {
    return style.dim(time)
        + " "
        + style.yellow("FAULT")
        + " "
        + style.dim("and %,d more, not shown; a journal has them all".formatted(count));
  }

  private static String place(Journal.Entry entry) {
    return entry.proxy()
        + (entry.connection() > 0 ? " #" + entry.connection() : "")
        + (isOfExchange(entry) ? "/" + entry.exchange() : "")
        + (entry.layer().isEmpty() ? "" : " of " + entry.layer());
  }

  /** An opening has the number 0, as what belongs to no exchange; but that has no request. */
  private static boolean isOfExchange(Journal.Entry entry) {
    return entry.exchange() > 0 || !entry.request().isEmpty();
  }

  private static String by(Journal.Entry entry) {
    return " (" + entry.plugin() + (entry.rule().isEmpty() ? "" : " by rule " + entry.rule()) + ")";
  }

  /** Shortens a text to that many columns. */
  static String cut(String text, int most) {
    return cut(text, most, CUT);
  }

  private static String cut(String text, int most, String mark) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most - mark.length());
    return text.substring(
            0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + mark;
  }

  /** Replaces the characters that a terminal would obey. */
  static String printable(String text) {
    return text.codePoints().anyMatch(Character::isISOControl)
        ? text.codePoints()
            .map(point -> Character.isISOControl(point) ? '?' : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : text;
  }
}
