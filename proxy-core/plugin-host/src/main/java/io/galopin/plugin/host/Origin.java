package io.galopin.plugin.host;

import io.galopin.api.OptionException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where a plugin comes from. Runs its code with a time limit.
 *
 * @param file its JAR
 * @param patience how long its code may take
 * @param what it is, in words for a message
 * @param products remembers what it makes
 */
record Origin(String file, Duration patience, String what, Products products) {

  /** Returns the origin for one of the JAR's plugins. */
  Origin of(PluginKind kind, String name) {
    return new Origin(file, patience, new PluginName(kind, name).toString(), products);
  }

  /**
   * Runs {@code create()}.
   *
   * @throws OptionException if that throws it
   * @throws RejectedException if it throws anything else, returns null, or takes too long
   */
  <T> T create(Supplier<T> code) {
    T made = run("create()", code);
    products.add(made);
    return made;
  }

  /** Runs a method, like {@link #create}. */
  <T> T run(String method, Supplier<T> code) {
    try {
      return Attempt.within(patience, file, code, late -> {});
    } catch (RejectedException e) {
      throw new RejectedException(what + " in " + file + ": " + method + " " + e.getMessage(), e);
    }
  }
}
