package io.galopin.embed;

import io.galopin.api.OptionException;
import io.galopin.client.GalopinException;
import io.galopin.rules.source.ConfigProblem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Turns what the engine and its configuration refuse into the client's exception. */
final class Attempt {

  private Attempt() {}

  /** What {@code reading} gives. */
  static <T> T get(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigProblem | OptionException wrong) {
      throw new GalopinException(wrong.getMessage(), wrong);
    }
  }

  /** Waits for what the engine does about addresses. */
  static <T> T done(CompletableFuture<T> change) {
    try {
      return change.join();
    } catch (CompletionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new GalopinException(String.valueOf(cause.getMessage()), cause);
    }
  }
}
