package io.galopin.app.console;

import java.io.PrintStream;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * Makes help break lines between words only. Picocli also breaks behind the dots of {@code
 * 10.0.0.0/8} and the colon of {@code 20:delay}, so it gets placeholders for those characters.
 */
public final class WholeWords {

  private static final Pattern BREAKS = Pattern.compile("[-.,:;/=?!|](?=\\S)");

  /** Start of Unicode's private use area, whose characters no help contains. */
  private static final int PRIVATE_USE = 0xE000;

  private WholeWords() {}

  /** Puts placeholders into a text for picocli. {@link #print} takes them out again. */
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
