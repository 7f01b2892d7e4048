package io.galopin.app.run;

import io.galopin.app.console.Command;
import io.galopin.app.console.Console;
import io.galopin.plugin.host.PluginExit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reports that a plugin ended the process. A program cannot keep plugins from calling {@code
 * System.exit}, but it can name the plugin and exit with a code other than 0.
 */
final class LastWords {

  /** How long other shutdown hooks, such as a plugin's, may take, in seconds. */
  private static final long LONGEST_SECONDS = 10;

  private static boolean prepared;
  private static Optional<Boolean> endedByPlugin = Optional.empty();

  private LastWords() {}

  /** Registers the shutdown hook that reports; to be called before plugins are loaded. */
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
            "something keeps the process from ending"
                + PluginExit.running().map(where -> ": " + where).orElse(""));
    Runtime.getRuntime().halt(Command.FAILED);
  }

  /**
   * Names the plugin that ends the process or on whose code the process waited; only on the first
   * call.
   *
   * @return whether a plugin ends the process
   */
  static synchronized boolean say() {
    if (endedByPlugin.isEmpty()) {
      Optional<String> culprit = PluginExit.culprit();
      endedByPlugin = Optional.of(culprit.isPresent());
      culprit
          .or(() -> PluginExit.loading().map(whose -> "ended while waiting for code of " + whose))
          .ifPresent(Console.system()::complain);
    }
    return endedByPlugin.get();
  }
}
