package io.galopin.protocol.memcache;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * A meta command with the flag {@code q}, which is answered only if there is something to say. What
 * the reply has to repeat tells to which request it belongs.
 *
 * @param command the command
 * @param value whether the flag {@code v} asks for the value
 * @param opaque the token that the reply repeats; null if there is none
 * @param key the key if the reply repeats it, otherwise null
 */
record QuietMeta(
    TextCommand command, boolean value, @Nullable AsciiString opaque, @Nullable AsciiString key)
    implements MemcacheRequest {

  @Override
  public String label() {
    return command.word();
  }

  @Override
  public boolean quiet() {
    return true;
  }

  /**
   * Whether a line can be the reply to this request. An error names no request, so it counts as an
   * answer to the oldest one.
   *
   * @param status the first word of the line
   * @param line at its first word
   */
  boolean takes(TextStatus status, Tokens line) {
    if (status.isError()) {
      return true;
    }
    boolean possible =
        switch (status) {
          // Answers ma when it has created the counter, in spite of the flag.
          case VA -> value && getsOrCounts();
          case HD -> !value && getsOrCounts();
          case NS, EX, NF -> command != TextCommand.MG;
          default -> false;
        };
    return possible && bringsBack(line);
  }

  private boolean getsOrCounts() {
    return command == TextCommand.MG || command == TextCommand.MA;
  }

  private boolean bringsBack(Tokens line) {
    boolean opaqueMissing = opaque != null;
    boolean keyMissing = key != null;
    while (line.next()) {
      if (opaque != null && line.first() == 'O') {
        opaqueMissing &= !line.restIs(opaque);
      } else if (key != null && line.first() == 'k') {
        keyMissing &= !line.restIs(key);
      }
    }
    return !opaqueMissing && !keyMissing;
  }
}
