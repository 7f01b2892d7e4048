package io.galopin.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import org.slf4j.LoggerFactory;

/**
 * The result of a command.
 *
 * @param exitCode the exit code of the process
 * @param out what it printed
 * @param err its complaints and log
 */
public record Ran(int exitCode, String out, String err) {

  /** Runs the program. */
  public static Ran galopin(String... words) {
    return on(console -> Main.run(words, console), Style.plain());
  }

  /** Runs the program with its output on a terminal with colors. */
  public static Ran onTerminal(String... words) {
    return on(console -> Main.run(words, console), new Style(true, true));
  }

  /** Runs one command with its output on a terminal with colors. */
  static Ran onTerminal(Command command, String... words) {
    return on(console -> command.run(List.of(words), console), new Style(true, true));
  }

  /** Runs one command. */
  public static Ran command(Command command, String... words) {
    return on(console -> command.run(List.of(words), console), Style.plain());
  }

  /** Runs one command whose standard error is a terminal of this width, without colors. */
  static Ran onNarrowTerminal(int columns, Command command, String... words) {
    return on(console -> command.run(List.of(words), console), Style.plain(), columns);
  }

  /** Runs the program whose standard error is a terminal of this width, without colors. */
  static Ran onNarrowTerminal(int columns, String... words) {
    return on(console -> Main.run(words, console), Style.plain(), columns);
  }

  private static Ran on(ToIntFunction<Console> action, Style style) {
    return on(action, style, 0);
  }

  private static Ran on(ToIntFunction<Console> action, Style style, int columns) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            style,
            style,
            style.color(),
            columns);
    Logger root =
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    try {
      int exitCode = action.applyAsInt(console);
      return new Ran(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      // A run sets it for its whole JVM, in which other tests look at the log, too.
      root.setLevel(before);
    }
  }
}
