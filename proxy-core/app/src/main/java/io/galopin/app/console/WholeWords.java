package io.galopin.app.console;

import java.io.PrintStream;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * Help whose lines break between words only. Picocli breaks them behind the dots of {@code
 * 10.0.0.0/8} and the colon of {@code 20:delay}, too, so that it is given other characters for
 * those.
 */
public final class WholeWords {

  private static final Pattern BREAKS = Pattern.compile("[-.,:;/=?!|](?=\\S)");

  /** Letters of nobody, which no help has. */
  private static final int PRIVATE_USE = 0xE000;

  private WholeWords() {}

  /** A text for picocli, to be printed by {@link #print}. */
  public static String of(String text) {
    return BREAKS
        .matcher(text)
        .replaceAll(found -> Character.toString(PRIVATE_USE + found.group().charAt(0)));
  }

  /** Prints the help of a command. */
  public static void print(CommandLine command, PrintStream out, Style style) {
    String help = command.getUsageMessage(style.color() ? Help.Ansi.ON : Help.Ansi.OFF);
    out.print(
        help.chars()
            .map(c -> c > PRIVATE_USE && c < PRIVATE_USE + 0x80 ? c - PRIVATE_USE : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
    out.flush();
  }
}
