package io.galopin.app;

import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import java.util.ArrayList;
import java.util.List;

/** Explains a command: {@code galopin help demo} is {@code galopin demo --help}. */
final class HelpCommand implements Command {

  @Override
  public int run(List<String> words, Console console) {
    if (words.isEmpty() || words.get(0).startsWith("-")) {
      return new RunCommand().run(asking(words), console);
    }
    Command command = Main.command(words.get(0));
    // There is nothing to say about help but the help of all.
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
