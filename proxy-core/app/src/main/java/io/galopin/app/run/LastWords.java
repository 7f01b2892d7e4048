package io.galopin.app.run;

import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.plugin.host.PluginExit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the process says when a plugin ends it. No program can keep its plugins from calling {@code
 * System.exit}, but it can name the one that did, and end with a code that says that this was no
 * success.
 */
final class LastWords {

  /** How long other shutdown hooks, such as a plugin's, may take. */
  private static final long LONGEST_SECONDS = 10;

  private static boolean prepared;
  private static Optional<Boolean> endedByPlugin = Optional.empty();

  private LastWords() {}

  /** From now on, an end that a plugin causes is told; to be called before plugins are loaded. */
  static synchronized void prepare() {
    if (!prepared) {
      prepared = true;
      Runtime.getRuntime().addShutdownHook(new Thread(LastWords::atTheEnd, "galopin-last-words"));
    }
  }

  private static void atTheEnd() {
    if (say() && !Stop.isAwaited()) {
      Runtime.getRuntime().halt(Command.FAILED);
    }
    Thread patience = new Thread(LastWords::haltInTheEnd, "galopin-patience");
    patience.setDaemon(true);
    patience.start();
  }

  private static void haltInTheEnd() {
    try {
      TimeUnit.SECONDS.sleep(LONGEST_SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    Console.system()
        .complain(
            "something holds up the end of the process"
                + PluginExit.running().map(where -> ": " + where).orElse(""));
    Runtime.getRuntime().halt(Command.FAILED);
  }

  /**
   * Says which plugin ends the process, or was being waited for, if it is the first call.
   *
   * @return whether a plugin ends it
   */
  static synchronized boolean say() {
    if (endedByPlugin.isEmpty()) {
      Optional<String> culprit = PluginExit.culprit();
      endedByPlugin = Optional.of(culprit.isPresent());
      culprit
          .or(() -> PluginExit.loading().map(whose -> "ended while it waited for code of " + whose))
          .ifPresent(Console.system()::complain);
    }
    return endedByPlugin.get();
  }
}
