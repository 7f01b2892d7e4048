package io.galopin.app.options;

import io.galopin.app.console.Console;

/**
 * The parts of a command's help before and after its options.
 *
 * @param synopsis the usage line, without the word "Usage"
 * @param description what it does
 * @param footer the text after the options, such as examples; may be empty
 */
public record HelpText(String synopsis, String description, String footer) {

  public HelpText {
    // The lines are broken by hand. Picocli would break a line that is too long once more.
    (description + "\n" + footer).lines().forEach(HelpText::checkFits);
  }

  private static void checkFits(String line) {
    if (line.length() > Console.COLUMNS) {
      throw new IllegalArgumentException(
          "line of a help: %s (expected: at most %d columns)".formatted(line, Console.COLUMNS));
    }
  }
}
