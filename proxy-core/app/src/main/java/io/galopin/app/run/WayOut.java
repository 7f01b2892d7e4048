package io.galopin.app.run;

import io.galopin.app.console.CommandFailure;
import java.util.Locale;

/** Adds the way out to the message that an address cannot be listened on. */
final class WayOut {

  private WayOut() {}

  /**
   * @param sentence names the address and ends with the system's error text
   */
  static CommandFailure of(String sentence) {
    String said = sentence.toLowerCase(Locale.ROOT);
    String expected =
        said.contains("in use")
            ? " (expected: a port that no other program uses; 0 picks a free one)"
            : said.contains("permission denied")
                ? " (expected: a port from 1024, or permission to listen on lower ones)"
                : said.contains("cannot assign") ? " (expected: an address of this machine)" : "";
    return CommandFailure.failed(sentence + expected);
  }
}
