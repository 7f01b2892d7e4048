package io.galopin.app.client.command;

import io.galopin.app.console.Style;
import java.util.function.BiFunction;

/**
 * What one column of a table says in one row.
 *
 * @param plain the text, for a program to read
 * @param shown the text, for a person to read
 * @param dress what a terminal adds to it
 */
public record Cell(String plain, String shown, BiFunction<Style, String, String> dress) {

  public Cell {
    plain = clean(plain);
    shown = clean(shown);
  }

  public static Cell of(String text) {
    return of(text, (style, shown) -> shown);
  }

  public static Cell of(String text, BiFunction<Style, String, String> dress) {
    return new Cell(text, text, dress);
  }

  /** Tabs and line ends separate; the rest a terminal would obey. */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
