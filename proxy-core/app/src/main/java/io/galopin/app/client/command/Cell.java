package io.galopin.app.client.command;

import io.galopin.app.console.Style;
import java.util.function.BiFunction;

/**
 * One cell of a table.
 *
 * @param plain the text for programs
 * @param shown the text for people
 * @param dress adds the colors of a terminal
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

  /**
   * Removes control characters: tabs and line ends separate cells and rows, and a terminal would
   * obey the others.
   */
  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
