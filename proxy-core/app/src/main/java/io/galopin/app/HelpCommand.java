package io.galopin.app;

import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.app.options.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Explains a command: {@code galopin help demo} is {@code galopin demo --help}. */
final class HelpCommand implements Command {

  private final Function<String, Command> commands;

  /**
   * @param commands finds a command by its name, or throws a {@link CommandFailure}
   */
  HelpCommand(Function<String, Command> commands) {
    this.commands = commands;
  }

  @Override
  public int run(List<String> words, Console console) {
    if (words.isEmpty() || words.get(0).startsWith("-")) {
      return new RunCommand().run(asking(words), console);
    }
    Command command = commands.apply(words.get(0));
    // Help about help is the help of all commands.
    return command instanceof HelpCommand
        ? run(words.subList(1, words.size()), console)
        : command.run(asking(words.subList(1, words.size())), console);
  }

  private static List<String> asking(List<String> words) {
    List<String> asking = new ArrayList<>(words);
    asking.add(Arguments.HELP);
    return asking;
  }
}
