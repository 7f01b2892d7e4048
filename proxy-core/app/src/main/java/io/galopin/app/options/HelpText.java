package io.galopin.app.options;

import io.galopin.app.console.Console;

/**
 * What the help of a command says around its options.
 *
 * @param synopsis how it is called, without the word "Usage"
 * @param description what it does
 * @param footer what comes after the options: examples, in lines; empty for nothing
 */
public record HelpText(String synopsis, String description, String footer) {

  public HelpText {
    // Its lines are made by hand: one that is too long would be broken, and leave a word alone.
    (description + "\n" + footer).lines().forEach(HelpText::checkFits);
  }

  private static void checkFits(String line) {
    if (line.length() > Console.COLUMNS) {
      throw new IllegalArgumentException(
          "line of a help: %s (expected: at most %d columns)".formatted(line, Console.COLUMNS));
    }
  }
}
