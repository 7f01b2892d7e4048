package io.galopin.app.run;

import io.galopin.app.console.CommandFailure;
import java.util.Locale;

/** What to do where nobody can listen, to be added to the sentence that says so. */
final class WayOut {

  private WayOut() {}

  /**
   * The end of a command that cannot listen.
   *
   * @param sentence says where, and ends with what the system says
   */
  static CommandFailure of(String sentence) {
    String said = sentence.toLowerCase(Locale.ROOT);
    String expected =
        said.contains("in use")
            ? " (expected: a port that no other program has; 0 takes a free one)"
            : said.contains("permission denied")
                ? " (expected: a port from 1024, or the right to listen on lower ones)"
                : said.contains("cannot assign") ? " (expected: an address of this machine)" : "";
    return CommandFailure.failed(sentence + expected);
  }
}
