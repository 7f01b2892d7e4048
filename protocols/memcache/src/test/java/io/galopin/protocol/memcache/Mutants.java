package io.galopin.protocol.memcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.protocol.memcache.Script.Pieces;
import java.util.Map;

/** What holds of any conversation, however wrong it is. */
final class Mutants {

  private static final int MAX_LINE = 512;

  /** The longest head of the binary protocol is a little longer than such a line. */
  private static final int MOST_HELD = BinaryHeader.LENGTH + 255 + Limits.KEY;

  private Mutants() {}

  /**
   * Plays it: what came is forwarded unchanged, or refused, and not more than a head is held.
   *
   * @return whether something of it is refused
   */
  static boolean play(Script mutant, Pieces pieces) {
    try (Conversation conversation = new Conversation(Map.of("max-line", MAX_LINE), false)) {
      mutant.play(conversation, pieces);
      assertThat(conversation.mostHeld).isLessThanOrEqualTo(MOST_HELD);
      assertThat(mutant.sent(true)).startsWith(conversation.toBackend);
      assertThat(mutant.sent(false)).startsWith(conversation.toClient);
      return conversation.refused != null;
    }
  }
}
