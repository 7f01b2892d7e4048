package io.galopin.app;

import io.galopin.app.console.Command;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.options.ReplayOptions;
import io.galopin.app.run.Ready;
import io.galopin.app.run.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs proxies that inject the faults of a journal again: {@code galopin replay JOURNAL}. */
final class ReplayCommand implements Command {

  private final Map<String, String> environment;
  private final Consumer<Ready> whenReady;

  /** Runs until a signal comes. */
  ReplayCommand() {
    this(ready -> Stop.await());
  }

  /** Runs for as long as {@code whenReady} takes. */
  ReplayCommand(Consumer<Ready> whenReady) {
    this.environment = System.getenv();
    this.whenReady = whenReady;
  }

  @Override
  public int run(List<String> words, Console console) {
    boolean named = !words.isEmpty() && !words.get(0).startsWith("-");
    if (!named && !EarlyOptions.in(words).help()) {
      throw CommandFailure.wrong("no journal (expected: " + ReplayOptions.HELP.synopsis() + ")");
    }
    return new RunCommand(environment, whenReady, Path.of(named ? words.get(0) : ""))
        .run(words.subList(named ? 1 : 0, words.size()), console);
  }
}
