package io.galopin.protocol.memcache;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A request of the text protocol. Equal requests share one object.
 *
 * @param command the command
 * @param noreply whether the client wants no reply
 */
record TextRequest(TextCommand command, boolean noreply) implements MemcacheRequest {

  private static final Map<TextCommand, TextRequest> ANSWERED = of(false);

  private static final Map<TextCommand, TextRequest> UNANSWERED = of(true);

  private static Map<TextCommand, TextRequest> of(boolean noreply) {
    Map<TextCommand, TextRequest> requests = new EnumMap<>(TextCommand.class);
    for (TextCommand command : TextCommand.values()) {
      requests.put(command, new TextRequest(command, noreply));
    }
    return requests;
  }

  static TextRequest of(TextCommand command, boolean noreply) {
    return Objects.requireNonNull((noreply ? UNANSWERED : ANSWERED).get(command));
  }

  @Override
  public String label() {
    return command.word();
  }

  /**
   * Whether it is answered. A server sends some errors in spite of {@code noreply}, and the client
   * mistakes them for the next reply. An injected failure must not do that.
   */
  @Override
  public boolean expectsReply() {
    return !noreply && command != TextCommand.QUIT;
  }
}
