package io.galopin.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What a command did.
 *
 * @param exitCode what the process would have ended with
 * @param out what it printed
 * @param err what it complained about and logged
 */
record Ran(int exitCode, String out, String err) {

  /** Runs the program. */
  static Ran galopin(String... words) {
    return on(console -> Main.run(words, console));
  }

  /** Runs one command. */
  static Ran command(Command command, String... words) {
    return on(console -> command.run(List.of(words), console));
  }

  private static Ran on(ToIntFunction<Console> action) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        action.applyAsInt(
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Style.plain(),
                Style.plain(),
                false));
    return new Ran(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
