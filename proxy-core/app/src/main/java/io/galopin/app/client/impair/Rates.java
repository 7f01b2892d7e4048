package io.galopin.app.client.impair;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;

/** Rates on the command line: {@code 256KB/s}. */
final class Rates {

  private static final String PER_SECOND = "/s";
  private static final String FORM =
      "a rate in whole kilobytes of 1000 bytes, as in 256KB/s or 2MB/s";
  private static final long KILOBYTE = 1000;
  private static final Option<Long> SIZE =
      Option.size("RATE", KILOBYTE, 1_000_000L * KILOBYTE * KILOBYTE, "how much per second");

  private Rates() {}

  /**
   * Returns the bytes per second, a multiple of 1000. Toxics know no other rates.
   *
   * @throws CommandFailure if it is something else
   */
  static long read(String what, String text) {
    String size = text.strip();
    if (size.endsWith(PER_SECOND)) {
      try {
        long bytes = SIZE.parse(size.substring(0, size.length() - PER_SECOND.length()));
        if (bytes % KILOBYTE == 0) {
          return bytes;
        }
      } catch (OptionException isNone) {
        // Refused below.
      }
    }
    throw CommandFailure.wrong(what + ": " + text + " (expected: " + FORM + ")");
  }
}
